'use strict';

/**
 * One linear pass over wikitext: what a reader sees, line by line, with where each character came from.
 * bot/detect/wikitext.py.
 *
 * The pass never fails and never backtracks: unclosed or too deeply nested markup is text. Every list item,
 * table cell, template argument, caption, heading and comment becomes a block of its own in one visible text,
 * so that a phrase is matched through bold, links, `&nbsp;` and zero-width characters but never across two
 * blocks.
 */

const blocks = require( './blocks.js' );
const cues = require( './cues.js' );
const entities = require( './entities.js' );
const links = require( './links.js' );
const narrow = require( './narrow.js' );
const regions = require( './regions.js' );
const text = require( './text.js' );

const QUOTED = 4000; // characters of a quotation between two templates
const SHORT = 3; // letters of a word that says nothing of what a template is for

/**
 * @typedef {import('./regions.js').Frame} Frame
 * @typedef {import('./regions.js').Layout} Layout
 * @typedef {import('./regions.js').Piece} Piece
 */

const MOST_TOKENS = 150000; // what follows more markup than that is read as plain text
const OBJECT = '\ufffc'; // stands in the visible text for a template that is not text

const TOKEN = new RegExp(
	"\\{\\{|\\}\\}|\\[\\[|\\]\\]|\\[(?=https?:|//|mailto:)|\\]|\\||\\n|''+|<!--|</?[a-zA-Z][^<>\\n]{0,300}>" +
	'|&(?:[a-zA-Z]{2,8}|#[0-9]{1,6}|#[xX][0-9a-fA-F]{1,5});' +
	'|[' + cues.UNSEEN + ']+|__[A-Z]{3,16}__', 'g'
);
const ATTRIBUTES = new RegExp(
	'^(?:[^\\[\\]{}]*[^\\[\\]{}\\p{L}\\p{N}_])?[a-z-]+ *= *["\'\\p{L}\\p{N}_]', 'u'
);
const LONGEST_ATTRIBUTES = 2000;

/** Reads markup: templates here, links, tags and lines in what it builds on. */
class Pass extends links.Links {
	/**
	 * @param {string} page
	 * @param {import('./blocks.js').Words} words
	 */
	constructor( page, words ) {
		super( page, words );
		this.token = new RegExp( TOKEN.source, 'g' );
		this.tokens = 0;
		this._line( 0 );
	}

	/**
	 * Read on for a number of tokens.
	 *
	 * @param {number} most
	 * @return {boolean} Whether the page is read to its end
	 */
	read( most ) {
		const stop = Math.min( this.tokens + most, MOST_TOKENS );
		while ( this.tokens < stop ) {
			const found = this.token.exec( this.text );
			if ( !found ) {
				this.tokens = MOST_TOKENS;
				break;
			}
			this.tokens++;
			if ( found.index >= this.pos ) {
				this._handle( found[ 0 ], found.index, found.index + found[ 0 ].length );
			}
		}
		return this.tokens >= MOST_TOKENS || this.layout.blocks.length > blocks.MOST_LINES;
	}

	/** @return {Layout} What was read */
	end() {
		this._take( this.text.length );
		while ( this.stack.length ) {
			this._abandon();
		}
		this._endLine();
		this.layout.finish();
		markQuoted( this.layout );
		return this.layout;
	}

	/**
	 * @param {string} token
	 * @param {number} start
	 * @param {number} end
	 * @return {void}
	 */
	_handle( token, start, end ) {
		switch ( token ) {
			case '{{': return this._openTemplate( start, end );
			case '}}': return this._closeTemplate( start, end );
			case '[[': return this._openLink( start, end );
			case ']]': return this._closeLink( start, end );
			case '[': return this._openExternal( start, end );
			case ']': return this._closeExternal( start, end );
			case '|': return this._bar( start, end );
			case '\n': return this._newline( start, end );
		}
		if ( token[ 0 ] === '<' ) {
			return this._tag( token, start, end );
		}
		this._take( start );
		if ( token[ 0 ] === '&' ) {
			const plain = narrow.narrow( entities.unescape( token ) );
			if ( plain.length === 1 ) {
				this.pieces.push( [ start, end, plain === '\u00a0' || plain === '\n' ? ' ' : plain ] );
			}
		} else if ( token[ 0 ] !== "'" && token[ 0 ] !== '_' ) {
			// A mark belongs to the letter before it, also where a value ends with that.
			this.pieces.push( [ start, text.isWordly( token ) ? end : start, '' ] );
		} // quotes' runs, what is UNSEEN, magic words: nothing to see
		this.pos = end;
	}

	/**
	 * @param {number} start
	 * @param {number} end
	 */
	_bar( start, end ) {
		const top = this._top();
		if ( top === null ) {
			return;
		}
		this._take( start );
		this.pos = end;
		if ( top.sort === 'template' ) {
			this._argument( top );
		} else if ( top.sort === 'link' ) {
			this._linkPart( top, start );
		} else if ( top.sort === 'table' ) {
			if ( this.text[ end ] === '|' ) {
				this.pos = end + 1;
				this._cell();
			} else if ( isAttributes( shown( this.pieces ) ) ) {
				this.pieces = [];
			} else {
				this._cell();
			}
		}
	}

	/**
	 * @param {number} start
	 * @param {number} end
	 */
	_openTemplate( start, end ) {
		this._open( 'template', start, end );
	}

	/**
	 * @param {Frame} frame
	 */
	_name( frame ) {
		const words = text.words( shown( this.pieces ).replace( /_/g, ' ' ) );
		frame.name = words.join( ' ' ).toLowerCase().slice( 0, 80 );
		frame.sortOf = this.words.classify( frame.name );
		frame.marks = ( frame.parent ? frame.parent.marks : 0 ) | ( regions.TEMPLATE_MARKS[ frame.sortOf ] || 0 );
		this.pieces = [];
	}

	/**
	 * @param {Frame} frame
	 */
	_argument( frame ) {
		if ( frame.named ) {
			this._flush();
		} else {
			this._name( frame );
			frame.named = true;
		}
		frame.labelled = false;
		frame.label = '';
	}

	/**
	 * @param {number} start
	 * @param {number} end
	 */
	_closeTemplate( start, end ) {
		if ( this._frame() === null ) {
			return;
		}
		this._take( start );
		let frame = /** @type {Frame} */ ( this._top() );
		while ( frame.sort !== 'template' ) {
			this._abandon();
			frame = /** @type {Frame} */ ( this._top() );
		}
		/** @type {Piece[]} */
		let last = [];
		if ( !frame.named ) {
			this._name( frame );
		} else if ( this.words.wraps.has( frame.name ) ) {
			last = this.pieces;
			this.pieces = [];
		} else {
			this._flush();
		}
		this.stack.pop();
		this.pieces = frame.outer;
		this.kind = frame.kind;
		frame.end = end;
		const inline = this.words.inline.get( frame.name );
		if ( last.length ) {
			this.pieces = this.pieces.concat( last );
		} else if ( inline !== undefined ) {
			this.pieces.push( [ frame.start, end, inline ] );
		} else {
			this.pieces.push( [ frame.start, end, OBJECT ] );
			this.layout.templates.push( frame );
		}
		this.pos = end;
	}

	/** Give up on the innermost open markup: what it held is text of what is around it. */
	_abandon() {
		const frame = /** @type {Frame} */ ( this.stack.pop() );
		if ( frame.sort === 'template' && frame.named ) {
			this.stack.push( frame );
			this._flush();
			this.stack.pop();
			this.pieces = frame.outer;
			this.layout.templates.push( frame );
		} else if ( frame.sort === 'table' ) {
			this._cell();
			this.pieces = frame.outer;
		} else if ( frame.file !== null ) {
			this._caption( frame );
			this.pieces = frame.outer;
		} else {
			this.pieces = frame.outer.concat( this.pieces );
		}
		this.kind = frame.kind;
	}
}

/**
 * @param {Piece[]} pieces
 * @return {string} Their visible text
 */
function shown( pieces ) {
	return pieces.map( ( piece ) => piece[ 2 ] ).join( '' );
}

/**
 * @param {string} cell
 * @return {boolean} Whether what stands before a bar in a table is a cell's attributes
 */
function isAttributes( cell ) {
	return cell.length <= LONGEST_ATTRIBUTES && ATTRIBUTES.test( cell );
}

/**
 * Take a page apart at once. Never throws; the time is linear in the text's length.
 *
 * @param {string} page
 * @param {import('./blocks.js').Words} words
 * @return {Layout}
 */
function read( page, words ) {
	const pass = new Pass( page, words );
	while ( !pass.read( MOST_TOKENS ) ) {
		// one call reads all
	}
	return pass.end();
}

/**
 * @param {string} one
 * @param {string} other
 * @return {boolean} Whether a word of both says what a template is for
 */
function shareWord( one, other ) {
	const words = other.split( ' ' );
	return one.split( ' ' ).some( ( word ) => word.length > SHORT && words.indexOf( word ) >= 0 );
}

/**
 * Mark what stands between two templates that begin and end a quotation: `{{quote begin}}`, `{{quote end}}`.
 *
 * @param {import('./regions.js').Layout} layout
 */
function markQuoted( layout ) {
	/** @type {Array<[number, number]>} */
	const spans = [];
	let opened = null;
	for ( const frame of layout.templates ) {
		if ( opened !== null && frame.name !== opened.name && shareWord( frame.name, opened.name ) ) {
			if ( frame.start - opened.start < QUOTED ) {
				spans.push( [ opened.start, frame.start ] );
			}
			opened = null;
		} else if ( frame.sortOf === 'quote' && frame.name.indexOf( ' ' ) >= 0 && !frame.named ) {
			opened = frame;
		}
	}
	spans.sort( ( a, b ) => a[ 0 ] - b[ 0 ] );
	const begins = spans.map( ( each ) => each[ 0 ] );
	for ( const block of spans.length ? layout.blocks : [] ) {
		const near = regions.bisectRight( begins, block.at ) - 1;
		if ( near >= 0 && block.at < spans[ near ][ 1 ] ) {
			block.marks |= regions.Mark.QUOTE;
		}
	}
}

module.exports = { Pass: Pass, read: read };
