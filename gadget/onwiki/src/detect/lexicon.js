'use strict';

/**
 * The rules of the languages that one page is read in, merged and compiled for one pass over its text.
 * bot/detect/lexicon.py.
 */

const cues = require( './cues.js' );
const narrow = require( './narrow.js' );
const sharing = require( './shared.js' );
const signs = require( './signs.js' );
const text = require( './text.js' );
const vocabulary = require( './vocabulary.js' );

const fold = cues.fold;
const unspaced = cues.unspaced;
const Sign = signs.Sign;

const WITHIN = 6; // letters of a word for examples and stories that counts inside a heading, too
// The ways to reach somebody: a heading that is a word for one is a contact section's.
const WAYS = [ 'email', 'phone', 'address', 'messaging_handle', 'social_handle' ];
const HEADING = new RegExp( "\\[\\[(?:[^|\\]]{0,200}\\|)?([^\\]]{0,200})\\]\\]|'{2,}", 'g' );
const NOT_TITLE = new RegExp( "[^\\p{L}\\p{N}\\p{M}'\\-/|]", 'gu' );

/** @typedef {import('./signs.js').Entry} Entry */

/**
 * A short word that stands apart is an aside: `settings (excerpt)`.
 *
 * @param {string} name
 * @param {string} word
 * @return {boolean} Whether a heading without spaces ends in a word, which then says what it is, or holds it apart
 */
function ends( name, word ) {
	const before = name.charAt( name.length - word.length - 1 );
	return ( word.length > 2 && name.indexOf( ' ' + word + ' ' ) >= 0 ) ||
		( word.length > 1 && name.slice( -word.length ) === word && before !== ' ' );
}

/** Literals and headings of a few languages together, over their words. */
class Lexicon extends vocabulary.Vocabulary {
	/**
	 * @param {any[]} languages Rules of languages, the page's own first
	 * @param {any} shared
	 */
	constructor( languages, shared ) {
		super( languages, shared.traits );
		this.shared = sharing.tables( shared );
		/** @type {import('./wording.js').Wording} */
		this.wording = this.shared.wording;
		/** @type {Map<string, string>} Templates that stand for a text */
		this.inline = new Map();
		Object.keys( shared.inline ).forEach(
			( name ) => this.inline.set( name, narrow.narrow( shared.inline[ name ] ) )
		);
		/** @type {Set<string>} Templates that only dress their last argument */
		this.wraps = new Set( shared.wraps );
		/** @type {Array<Map<string, Entry>>} */
		this._entries = [ new Map(), new Map() ];
		/** @type {Map<string, string>} */
		this._sections = new Map();
		/** @type {Map<string, string[]>} */
		this.labels = new Map();
		/** @type {Map<string, string[]>} What labels seen so far name, as they were written */
		this.labelTypes = new Map();
		/** @type {Map<string, string[]>} */
		this.params = new Map();
		/** @type {Map<string, string>} */
		this.headings = new Map();
		/** @type {import('./recognizers/matching.js').Rule[]} */
		this.categories = languages.reduce( ( all, language ) => all.concat( language.categories ), [] );
		for ( const language of languages.slice().reverse() ) { // the page's own last, so that it wins
			this._language( language );
		}
		this._shared( shared );
		const particles = this.wording.particlesOf( 'ko' );
		this.signs = new signs.Signs( values( this._entries[ 0 ] ), this.attached, particles );
		this.words = new signs.Signs( values( this._entries[ 1 ] ), this.attached, particles );
	}

	/**
	 * @param {string} literal
	 * @param {boolean} openEnd
	 * @param {number} what
	 * @param {any} payload
	 * @param {boolean} [begins] A phrase that can begin nowhere but with this anchor
	 * @param {boolean} [openStart]
	 */
	_put( literal, openEnd, what, payload, begins, openStart ) {
		const folded = fold( narrow.narrow( literal ) );
		if ( !folded.trim() ) {
			return;
		}
		const last = folded[ folded.length - 1 ];
		let left = !openStart && text.isWordly( folded ) && !unspaced( folded[ 0 ] );
		const right = !openEnd && text.isWordly( last ) && !unspaced( last );
		if ( what === Sign.CUE ) {
			// 포항중학교 4학년: a school's noun ends a word in Korean
			left = left && begins === true && !this.schools.some( ( noun ) => folded.lastIndexOf( noun, 0 ) === 0 );
		}
		const lazy = signs.LAZY.indexOf( what ) >= 0;
		const table = this._entries[ lazy ? 1 : 0 ];
		// A role of words' ends (Stadtmuseum) opens no other meaning of its word.
		const bound = lazy || what === Sign.CUE ? ( left ? '<' : '-' ) + ( right ? '>' : '-' ) : left || right ? '| ' : '  ';
		const key = bound + folded;
		let entry = table.get( key );
		if ( entry === undefined ) {
			entry = { text: folded, left: left, right: right, items: [] };
			table.set( key, entry );
		}
		entry.left = entry.left && left;
		entry.right = entry.right && right;
		entry.items.push( { what: what, payload: payload } );
	}

	/**
	 * @param {any} language
	 */
	_language( language ) {
		for ( const rule of language.cues ) {
			for ( const anchor of rule.anchors ) {
				this._put( anchor, !rule.closed, Sign.CUE, rule, rule.lead <= 2 && rule.at !== 'before' );
			}
		}
		each( language.labels, ( kind, entry ) => {
			const plain = text.strip( text.words( entry[ 0 ] ).join( ' ' ), '.' );
			append( this.labels, plain, kind );
			this._put( entry[ 0 ], entry[ 1 ], Sign.LABEL, kind );
		} );
		each( language.context, ( kind, entry ) => this._put( entry[ 0 ], entry[ 1 ], Sign.CONTEXT, kind ) );
		const lists = language.lists;
		const first = this.languages[ 0 ];
		for ( const entry of lists.self ) {
			const word = fold( entry[ 0 ] );
			if ( language !== first && ( first.stop.indexOf( word ) >= 0 || first.particles.indexOf( word ) >= 0 ) ) {
				continue; // the English `I` is the Norwegian `in`
			}
			this._put( entry[ 0 ], entry[ 1 ], Sign.SELF, entry[ 0 ] );
		}
		for ( const entry of lists.others ) {
			this._put( entry[ 0 ], entry[ 1 ], Sign.OTHERS, entry[ 0 ] );
		}
		for ( const entry of lists.against ) {
			this._put( entry[ 0 ], entry[ 1 ], Sign.AGAINST, entry[ 0 ] );
		}
		for ( const entry of lists.captions ) {
			this._put( entry[ 0 ], entry[ 1 ], Sign.CAPTION, entry[ 0 ] );
		}
		for ( const noun of language.nouns.role || [] ) {
			// `*archiv`: Stadtarchiv too
			this._put( text.strip( noun, '*' ), noun.endsWith( '*' ), Sign.ROLE, noun, false, noun[ 0 ] === '*' );
		}
		for ( const noun of language.nouns.thing || [] ) {
			this._put( text.strip( noun, '*' ), noun.endsWith( '*' ), Sign.THING, noun );
		}
		for ( const noun of language.nouns.taught || [] ) {
			this._put( text.strip( noun, '*' ), noun.endsWith( '*' ), Sign.TAUGHT, noun );
		}
		for ( const noun of language.nouns.said || [] ) {
			this._put( text.strip( noun, '*' ), noun.endsWith( '*' ), Sign.SAID, noun );
		}
		each( language.templates.params, ( kind, name ) => append( this.params, fold( name ).replace( /_/g, ' ' ), kind ) );
		each( language.headings, ( sort, title ) => this.headings.set( text.words( fold( title ) ).join( ' ' ), sort ) );
	}

	/**
	 * @param {any} shared
	 */
	_shared( shared ) {
		this._services( Sign.SOCIAL, shared.social.concat( shared.everywhere ) );
		this._services( Sign.MESSAGING, shared.messaging );
		each( shared.hosts, ( kind, host ) => this._put( host, true, Sign.HOST, { kind: kind, host: host } ) );
		each( shared.symbols, ( kind, mark ) => this._put( mark, true, Sign.LABEL, kind ) );
		for ( const word of shared.at_words ) {
			this._put( word, false, Sign.AT, word );
		}
		for ( const prefix of shared.key_prefixes ) {
			this._put( prefix, true, Sign.KEY, prefix );
		}
	}

	/**
	 * @param {number} what
	 * @param {string[]} names
	 */
	_services( what, names ) {
		for ( const name of names ) {
			const bent = this.shared.inflectedServices.has( name );
			// Some scripts write what stands before a noun onto it: ובטיקטוק, بالتليجرام
			this._put( name, bent, what, name, false, bent && name[ 0 ] >= '\u0590' && name[ 0 ] <= '\u06ff' );
		}
	}

	/**
	 * @param {string} title
	 * @return {string} What a heading says its section is about: `contact`, `about`, `other`, `sample` or ``
	 */
	section( title ) {
		let known = this._sections.get( title );
		if ( known === undefined ) {
			known = this._section( title );
			this._sections.set( title, known );
		}
		return known;
	}

	/**
	 * @param {string} title
	 * @return {string}
	 */
	_section( title ) {
		const plain = title.slice( 0, 400 ).replace( HEADING, ( _, inner ) => inner || '' );
		const name = text.words( fold( plain ).replace( NOT_TITLE, ' ' ) ).join( ' ' );
		let sort = this.headings.get( name ) || '';
		if ( !sort && this.labels.has( name ) && /[?？؟]\s*$/.test( plain ) ) {
			return 'about'; // `Where do you live?`
		}
		if ( !sort ) {
			this.headings.forEach( ( value, heading ) => {
				if ( !sort && heading.length >= 4 && (
					name.lastIndexOf( heading + ' ', 0 ) === 0 || name.slice( -heading.length - 1 ) === ' ' + heading
				) ) {
					sort = value;
				} else if ( !sort && value === 'sample' && unspaced( heading[ 0 ] ) && ends( name, heading ) ) {
					sort = value;
				}
			} );
		}
		if ( !sort ) {
			this.headings.forEach( ( value, heading ) => {
				if ( value === 'sample' && heading.length >= WITHIN && ( ' ' + name + ' ' ).indexOf( ' ' + heading + ' ' ) >= 0 ) {
					sort = value; // `For the newsletter: interview with the miller`
				}
			} );
		}
		return sort || ( this._isWay( name ) ? 'contact' : '' );
	}

	/**
	 * @param {string} name
	 * @return {boolean} Whether a heading is a word for mail or telephone
	 */
	_isWay( name ) {
		const found = this.signs.scan( name );
		return found[ Sign.LABEL ].concat( found[ Sign.CONTEXT ] ).some(
			( hit ) => WAYS.indexOf( hit.what ) >= 0 && ( hit.end - hit.start ) * 2 > name.length
		);
	}
}

/**
 * @param {Record<string, any[]>|undefined} table
 * @param {(kind: string, entry: any) => void} call
 */
function each( table, call ) {
	const found = table || {};
	for ( const kind of Object.keys( found ) ) {
		for ( const entry of found[ kind ] ) {
			call( kind, entry );
		}
	}
}

/**
 * @param {Map<string, string[]>} table
 * @param {string} key
 * @param {string} kind
 */
function append( table, key, kind ) {
	const known = table.get( key );
	if ( known === undefined ) {
		table.set( key, [ kind ] );
	} else if ( known.indexOf( kind ) < 0 ) {
		known.push( kind );
	}
}

/**
 * @param {Map<string, Entry>} table
 * @return {Entry[]}
 */
function values( table ) {
	/** @type {Entry[]} */
	const out = [];
	table.forEach( ( entry ) => out.push( entry ) );
	return out;
}

module.exports = { Lexicon: Lexicon };
