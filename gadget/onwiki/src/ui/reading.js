'use strict';

/**
 * The visual editor's text as wikitext, made here: the wiki's own converter would need the draft (P9). It is written
 * for the detector, not for saving: what is said and where it stands, no looks.
 *
 * Each piece remembers what of the editor's document it was made of, so that what is found can be taken out there.
 */

const PICTURE = /^mw(?:Block|Inline|Gallery)Image$/;
const LINK = /^link\/mw(?:External|Internal)$/;
const MARKUP = -1; // not a letter of the document: a bracket, a label
/** @type {Record<string, [string, string]>} Before and after what these hold */
const AROUND = {
	paragraph: [ '\n', '' ],
	blockquote: [ '\n<blockquote>', '</blockquote>' ],
	preformatted: [ '\n ', '' ],
	mwPreformatted: [ '\n ', '' ],
	table: [ '\n{|', '\n|}' ],
	mwTable: [ '\n{|', '\n|}' ],
	tableRow: [ '\n|-', '' ],
	break: [ '<br>', '' ],
	internalItem: [ '\n<ref>', '</ref>' ]
};
/**
 * Something that goes as a whole when its name or address is found: a link, a picture, a category, a comment. Where
 * its markup stands in the text, and what it is in the document.
 *
 * @typedef {{start: number, end: number, from: number, to: number}} Thing
 *
 * A template's parameter: where its value stands in the text.
 *
 * @typedef {{start: number, end: number, node: number, mw: any, part: number, key: string}} Parameter
 */

/** Reads a document once. */
class Reading {
	/**
	 * @param {any} model The document's
	 */
	constructor( model ) {
		this.store = model.getStore();
		this.data = model.getData();
		this.text = '';
		/** @type {number[]} Where in the document each unit of the text comes from, or MARKUP */
		this.at = [];
		/** @type {Thing[]} */
		this.things = [];
		/** @type {Parameter[]} */
		this.parameters = [];
		/** @type {string[]} Marks of open lists: `*`, `#` */
		this._lists = [];
		this._fresh = false; // a line was begun by what holds the next paragraph
		this._level = 2; // of the heading that is open
		/** @type {any} The mark of the link that is open */
		this._link = null;
		for ( let i = 0; i < this.data.length; i++ ) {
			const item = this.data[ i ];
			if ( item.type === undefined ) {
				this._letter( item, i );
			} else {
				this._endLink( i );
				if ( item.type[ 0 ] === '/' ) {
					this._leave( item.type.slice( 1 ) );
				} else {
					this._enter( item, i );
				}
			}
		}
		this._endLink( this.data.length );
	}

	/**
	 * @param {string} text
	 * @param {number} [from] Its first letter's place in the document
	 */
	_say( text, from ) {
		this.text += text;
		for ( let i = 0; i < text.length; i++ ) {
			this.at.push( from === undefined ? MARKUP : from );
		}
	}

	/**
	 * @param {string} text
	 * @param {number} from
	 * @param {number} to
	 */
	_thing( text, from, to ) {
		const start = this.text.length;
		this._say( text );
		this.things.push( { start: start, end: this.text.length, from: from, to: to } );
	}

	/**
	 * @param {any} item A letter, or a letter and what it is marked with
	 * @param {number} at
	 */
	_letter( item, at ) {
		const marks = Array.isArray( item ) ? item[ 1 ] : [];
		let link = null;
		for ( const mark of marks ) {
			const value = this.store.value( mark );
			if ( value && LINK.test( value.name ) ) {
				link = value;
			}
		}
		if ( link !== this._link ) {
			this._endLink( at );
			if ( link !== null ) {
				this._link = link;
				this._thing( link.name === 'link/mwInternal' ? '[[' + link.getAttribute( 'title' ) + '|' :
					'[' + link.getAttribute( 'href' ) + ' ', at, at );
			}
		}
		this._say( Array.isArray( item ) ? item[ 0 ] : item, at );
		this._fresh = false;
	}

	/**
	 * @param {number} at
	 */
	_endLink( at ) {
		if ( this._link !== null ) {
			this.things[ this.things.length - 1 ].to = at;
			this._say( this._link.name === 'link/mwInternal' ? ']]' : ']' );
			this._link = null;
		}
	}

	/**
	 * @param {any} element
	 * @param {number} at
	 */
	_enter( element, at ) {
		const type = element.type;
		const about = element.attributes || {};
		if ( type === 'paragraph' && this._fresh ) {
			this._fresh = false;
		} else if ( AROUND[ type ] ) {
			this._line( AROUND[ type ][ 0 ], type === 'internalItem' || type === 'blockquote' );
		} else if ( type === 'mwHeading' || type === 'heading' ) {
			this._level = about.level || 2;
			this._line( '\n' + '======'.slice( 0, this._level ) + ' ', false );
		} else if ( type === 'list' || type === 'definitionList' ) {
			this._lists.push( type === 'list' && about.style !== 'bullet' ? '#' : '*' );
		} else if ( type === 'listItem' ) {
			this._line( '\n' + this._lists.join( '' ) + ' ', true );
		} else if ( type === 'definitionListItem' ) {
			this._line( about.style === 'term' ? '\n; ' : '\n: ', true );
		} else if ( type === 'tableCell' ) {
			this._line( about.style === 'header' ? '\n! ' : '\n| ', true );
		} else if ( type === 'tableCaption' ) {
			this._line( '\n|+ ', true );
		} else if ( PICTURE.test( type ) ) {
			this._thing(
				( type === 'mwInlineImage' ? '' : '\n' ) + '[[' + nameOf( about.resource || '' ) + '|', at, this._endOf( at )
			);
		} else if ( type === 'mwImageCaption' || type === 'mwGalleryImageCaption' ) {
			this._fresh = true;
		} else if ( type === 'mwCategory' ) {
			this._thing( '\n[[' + about.category + ( about.sortkey ? '|' + about.sortkey : '' ) + ']]', at, this._endOf( at ) );
		} else if ( type === 'comment' || type === 'commentMeta' ) {
			this._thing( '<!-- ' + about.text + ' -->', at, this._endOf( at ) );
		} else if ( type === 'link/mwMagic' ) {
			this._thing( String( about.content ), at, this._endOf( at ) );
		} else if ( type === 'link/mwNumberedExternal' ) {
			this._thing( '[' + about.href + ']', at, this._endOf( at ) );
		} else if ( type === 'mwEntity' ) {
			this._thing( String( about.character ), at, this._endOf( at ) );
		} else if ( about.mw && about.mw.parts ) {
			this._template( about.mw, at );
		}
	}

	/**
	 * @param {string} begin
	 * @param {boolean} fresh Whether a paragraph that follows stands on the same line
	 */
	_line( begin, fresh ) {
		this._say( begin );
		this._fresh = fresh;
	}

	/**
	 * @param {string} type
	 */
	_leave( type ) {
		if ( AROUND[ type ] ) {
			this._say( AROUND[ type ][ 1 ] );
		} else if ( type === 'mwHeading' || type === 'heading' ) {
			this._say( ' ' + '======'.slice( 0, this._level ) );
		} else if ( type === 'list' || type === 'definitionList' ) {
			this._lists.pop();
		} else if ( PICTURE.test( type ) ) {
			this._say( ']]' );
		}
		this._fresh = false;
	}

	/**
	 * @param {any} mw
	 * @param {number} node
	 */
	_template( mw, node ) {
		mw.parts.forEach( ( /** @type {any} */ part, /** @type {number} */ index ) => {
			if ( typeof part === 'string' ) {
				this._say( part );
				return;
			}
			if ( !part.template ) {
				return;
			}
			this._say( '{{' + part.template.target.wt.trim() );
			for ( const key of Object.keys( part.template.params ) ) {
				this._say( /^[0-9]+$/.test( key ) ? '\n|' : '\n|' + key + '=' );
				const start = this.text.length;
				this._say( String( part.template.params[ key ].wt || '' ) );
				this.parameters.push(
					{ start: start, end: this.text.length, node: node, mw: mw, part: index, key: key }
				);
			}
			this._say( '\n}}' );
		} );
	}

	/**
	 * @param {number} at Where something opens
	 * @return {number} Where it is over
	 */
	_endOf( at ) {
		let depth = 0;
		for ( let i = at; i < this.data.length; i++ ) {
			const type = this.data[ i ].type;
			if ( type !== undefined ) {
				depth += type[ 0 ] === '/' ? -1 : 1;
				if ( depth === 0 ) {
					return i + 1;
				}
			}
		}
		return this.data.length;
	}
}

/**
 * @param {string} resource `./File:A_picture.jpg`
 * @return {string}
 */
function nameOf( resource ) {
	const plain = resource.replace( /^(?:\.\.?\/)+/, '' ).replace( /_/g, ' ' );
	try {
		return decodeURIComponent( plain );
	} catch ( error ) {
		return plain;
	}
}

module.exports = { MARKUP: MARKUP, Reading: Reading };
