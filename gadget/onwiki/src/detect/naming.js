'use strict';

/**
 * What the names of namespaces, templates and subpages say in the languages a page is read in.
 * bot/detect/naming.py.
 */

const cues = require( './cues.js' );
const text = require( './text.js' );

const fold = cues.fold;
const ORDER = [ 'infobox', 'paid', 'block', 'draft', 'quote', 'cite', 'userbox', 'person' ];
const PREFIXED = [ 'person', 'cite', 'infobox', 'block' ];
const LONG_ENOUGH = 4; // a template's name of fewer letters counts only whole, not as a beginning
const MOST_KNOWN = 4096;

/**
 * @param {string} name
 * @return {string} A template's or namespace's name as they are compared
 */
function plainName( name ) {
	return text.words( fold( name ).replace( /_/g, ' ' ) ).join( ' ' );
}

/** Namespaces, template classes and subpage names of a few languages together. */
class Naming {
	/**
	 * @param {any[]} languages Rules of languages, the page's own first
	 */
	constructor( languages ) {
		this.fileNames = namesOf( languages, 'file' );
		this.userNames = namesOf( languages, 'user' );
		this.talkNames = namesOf( languages, 'user_talk' );
		this.categoryNames = namesOf( languages, 'category' );
		/** @type {Map<string, string[]>} */
		this.subpages = new Map();
		for ( const sort of [ 'archive', 'sandbox', 'draft' ] ) {
			/** @type {string[]} */
			const names = [];
			for ( const language of languages ) {
				for ( const name of language.subpages[ sort ] || [] ) {
					names.push( fold( name ) );
				}
			}
			this.subpages.set( sort, names );
		}
		/** @type {Map<string, string[]>} */
		this.valueTemplates = new Map();
		/** @type {Map<string, string>} */
		this._sorts = new Map();
		/** @type {Map<string, string>} */
		this._beginnings = new Map();
		/** @type {Map<string, string>} */
		this._known = new Map();
		for ( const sort of ORDER.slice().reverse() ) {
			for ( const language of languages ) {
				for ( const name of language.templates[ sort ] || [] ) {
					const plain = plainName( name );
					this._sorts.set( plain, sort );
					if ( PREFIXED.indexOf( sort ) >= 0 && plain.length >= LONG_ENOUGH ) {
						this._beginnings.set( plain, sort );
					}
				}
			}
		}
		for ( const language of languages ) {
			const values = language.templates.value || {};
			for ( const kind of Object.keys( values ) ) {
				for ( const name of values[ kind ] ) {
					this.valueTemplates.set( plainName( name ), [ kind ] );
				}
			}
		}
		/** @type {string[]} */
		this._ordered = [];
		this._beginnings.forEach( ( _, name ) => this._ordered.push( name ) );
		this._ordered.sort( ( a, b ) => b.length - a.length );
	}

	/**
	 * @param {string} name
	 * @return {string} A template's class (`infobox`, `person`, `userbox`, …) or ``
	 */
	classify( name ) {
		let known = this._known.get( name );
		if ( known === undefined ) {
			if ( this._known.size > MOST_KNOWN ) {
				this._known.clear();
			}
			known = this._classify( fold( name ) );
			this._known.set( name, known );
		}
		return known;
	}

	/**
	 * @param {string} name
	 * @return {string}
	 */
	_classify( name ) {
		if ( this.valueTemplates.has( name ) ) {
			return 'userbox';
		}
		const sort = this._sorts.get( name );
		if ( sort ) {
			return sort;
		}
		const parts = text.partition( name, ':' );
		const words = text.words( name );
		if ( words.some( ( word ) => word.indexOf( 'barnstar' ) >= 0 ) ) {
			return 'quote';
		}
		if ( parts[ 1 ] && this.userNames.has( parts[ 0 ] ) ) {
			return 'userbox';
		}
		const boxed = words.some( ( word ) => word === 'infobox' || word === 'info' || word === 'infoboks' );
		if ( boxed && words.some(
			( word ) => this.userNames.has( word ) || word === 'wikipedian' || word === 'userpage'
		) ) {
			return 'infobox';
		}
		for ( const beginning of this._ordered ) {
			if ( startsWith( name, beginning ) && (
				name.length === beginning.length || !text.isAlpha( name, beginning.length ) || name[ 0 ] > '\u2e80'
			) ) {
				const found = this._beginnings.get( beginning ) || '';
				return found === 'person' && this._isForUsers( name ) ? 'infobox' : found;
			}
		}
		if ( this._isUserbox( name, words ) ) {
			return 'userbox';
		}
		return this._isForUsers( name ) ? 'infobox' : '';
	}

	/**
	 * @param {string} name
	 * @return {boolean} Whether a template's name ends with the word for a user, in any case: `Κουτί χρήστη`,
	 *  `Картка:Користувач`
	 */
	_isForUsers( name ) {
		const words = text.words( name.replace( /:/g, ' ' ) );
		const last = words[ words.length - 1 ];
		if ( words.length < 2 || last === 'user' || last === 'users' ) {
			return false; // English has many of other sorts: {{blocked user}}
		}
		let found = false;
		this.userNames.forEach( ( alias ) => {
			found = found || last === alias || ( alias.length > LONG_ENOUGH &&
				startsWith( last, alias.slice( 0, Math.max( 5, alias.length - 2 ) ) ) );
		} );
		return found;
	}

	/**
	 * @param {string} name
	 * @param {string[]} words
	 * @return {boolean} Whether a name begins or ends as userboxes' do
	 */
	_isUserbox( name, words ) {
		let found = words.length > 0 && (
			this.userNames.has( words[ 0 ] ) || words[ words.length - 1 ] === 'userbox' ||
			words[ words.length - 1 ] === 'ubx'
		);
		const noSpaces = cues.unspaced( name[ 0 ] || ' ' );
		this.userNames.forEach( ( alias ) => {
			found = found || ( noSpaces && startsWith( name, alias ) ) || (
				alias.length > 4 && startsWith( name, alias.slice( 0, Math.max( 5, alias.length - 2 ) ) )
			);
		} );
		return found;
	}

	/**
	 * @param {string} target
	 * @return {boolean} Whether a link's target is a picture (`File:…` in any language read)
	 */
	isFile( target ) {
		return this.fileNames.has( namespaceOf( target ) );
	}

	/**
	 * @param {string} target
	 * @return {boolean} Whether a link's target is a user's page or their talk page
	 */
	isUser( target ) {
		const name = namespaceOf( target );
		return this.userNames.has( name ) || this.talkNames.has( name );
	}

	/**
	 * @param {string} target
	 * @return {boolean} Whether a link shows nothing where it stands: categories
	 */
	isHidden( target ) {
		return this.categoryNames.has( namespaceOf( target ) );
	}
}

/**
 * @param {string} target A link's
 * @return {string} What stands before its colon, folded; empty without one
 */
function namespaceOf( target ) {
	const parts = text.partition( target, ':' );
	return parts[ 1 ] && fold( cues.visible( parts[ 0 ] ) ).replace( /_/g, ' ' ).trim();
}

/**
 * @param {any[]} languages
 * @param {string} key
 * @return {Set<string>} A namespace's names and aliases, folded
 */
function namesOf( languages, key ) {
	/** @type {Set<string>} */
	const out = new Set();
	for ( const language of languages ) {
		for ( const name of language.namespaces[ key ] || [] ) {
			out.add( fold( name ).replace( /_/g, ' ' ) );
		}
	}
	return out;
}

/**
 * @param {string} name
 * @param {string} beginning
 * @return {boolean}
 */
function startsWith( name, beginning ) {
	return name.lastIndexOf( beginning, 0 ) === 0;
}

module.exports = { Naming: Naming, plainName: plainName };
