'use strict';

/**
 * The detector's door: wikitext in, findings out, in the reader's own browser. It makes no request (P9): the rules
 * come with the gadget, and a draft goes nowhere.
 */

const analyzer = require( './analyzer.js' );
const lexicons = require( './lexicon.js' );
const redaction = require( './redaction.js' );
const usernames = require( './recognizers/username.js' );

const SLICE = 8; // milliseconds of work before the page gets its turn; a frame has 16
// Where only lists of names tell a name from other words: languages whose script has no capitals.
/** @type {Record<string, string[]>} */
const CASELESS = {
	ar: [ 'arabic' ], bn: [ 'bengali' ], fa: [ 'arabic' ], he: [ 'hebrew' ], hi: [ 'devanagari' ], ja: [ 'han', 'kana' ],
	ko: [ 'hangul' ], ta: [ 'tamil' ], te: [ 'telugu' ], th: [ 'thai' ], ur: [ 'arabic' ], zh: [ 'han', 'kana' ]
};
/** @type {Record<string, string>} */
const ALIASES = {
	no: 'nb', nn: 'nb', simple: 'en', sh: 'hr', bs: 'hr', fil: 'en', yue: 'zh', lzh: 'zh'
};

/** @typedef {import('./analyzer.js').Check} Check */

/**
 * @return {boolean} Whether this browser has what the detector needs: ES2015's built-ins, and classes of
 *  letters in regular expressions. MediaWiki 1.39 also serves older ones; there the gadget keeps still.
 */
function supported() {
	try {
		return typeof Map === 'function' && typeof Promise === 'function' &&
			typeof ''.normalize === 'function' && new RegExp( '^\\p{L}$', 'u' ).test( 'é' );
	} catch ( error ) {
		return false;
	}
}

/**
 * @param {string} lang Content language as MediaWiki spells it
 * @return {string} The name of its rules: `de` for `de-formal`, `nb` for `no`
 */
function rulesFor( lang ) {
	const code = lang.split( '-' )[ 0 ].toLowerCase();
	return ALIASES[ code ] || code;
}

/** @implements {Detector} */
class PageDetector {
	/**
	 * @param {string} wikiLanguage
	 * @param {any} shared
	 * @param {any[]} languages The page's own first
	 * @param {RuleReader} read
	 */
	constructor( wikiLanguage, shared, languages, read ) {
		this.wikiLanguage = wikiLanguage;
		this.names = new usernames.UsernameRecognizer();
		this._read = read;
		this._learnt = false;
		this.tables = shared.tiers;
		this.lexicon = new lexicons.Lexicon( languages, shared );
		this.lang = this.lexicon.code;
	}

	/**
	 * @param {string} username
	 * @return {Promise<boolean>} Whether it is a real name; the lists of its script are read for it, and kept
	 */
	judgeName( username ) {
		return this.learn( usernames.scriptsFor( username ) )
			.then( () => this.names.isRealName( username, this.wikiLanguage ) );
	}

	/**
	 * @param {string[]} scripts
	 * @return {Promise<void>} When their lists of names have been read
	 */
	learn( scripts ) {
		const missing = scripts.filter( ( script ) => !this.names.knows( script ) );
		const wanted = ( missing.length && !this._learnt ? [ 'shared' ] : [] ).concat( missing );
		return Promise.all( wanted.map( ( name ) => this._read( 'names-' + name ) ) ).then( ( lists ) => {
			lists.forEach( ( list, i ) => {
				if ( list && wanted[ i ] === 'shared' ) {
					this.names.learnShared( list );
					this._learnt = true;
				} else if ( list ) {
					this.names.learn( wanted[ i ], list );
				}
			} );
		} );
	}

	/**
	 * @param {DraftPage} page
	 * @return {boolean} Whether there is anything to judge
	 */
	gate( page ) {
		const check = this._start( page );
		while ( !check.step() ) {
			if ( check.found.length ) {
				return true;
			}
		}
		return check.findings.length > 0;
	}

	/**
	 * @param {DraftPage} page
	 * @return {Analysis}
	 */
	check( page ) {
		const check = this._start( page );
		while ( !check.step() ) {
			// all at once
		}
		return check.result();
	}

	/**
	 * @param {DraftPage} page
	 * @param {() => boolean} [cancelled]
	 * @return {Promise<Analysis|null>}
	 */
	checkInSlices( page, cancelled ) {
		return new Promise( ( resolve, reject ) => {
			/** @type {Check|null} */
			let check = null;
			const work = () => {
				if ( cancelled && cancelled() ) {
					resolve( null );
					return;
				}
				try {
					check = check || this._start( page );
					const stop = Date.now() + SLICE;
					while ( Date.now() < stop ) {
						if ( check.step() ) {
							resolve( check.result() );
							return;
						}
					}
				} catch ( error ) {
					reject( error );
					return;
				}
				setTimeout( work, 0 );
			};
			work();
		} );
	}

	/**
	 * @param {DraftPage} page
	 * @return {Check}
	 */
	_start( page ) {
		return new analyzer.Check( page, this.lexicon, this.tables, this.names );
	}
}

/**
 * Make a detector for a wiki's content language. English is always read too.
 *
 * @param {string} lang Content language as MediaWiki spells it
 * @param {RuleReader} read Gives the rules by name (`shared`, `en`, `de`), or a promise of them; null for a language
 *  that has none
 * @return {Promise<Detector>} Rejected where the browser is too old, or the shared or English rules are missing
 */
function load( lang, read ) {
	if ( !supported() ) {
		return Promise.reject( new Error( 'Wikilatch: this browser is too old for the detector.' ) );
	}
	const code = rulesFor( lang );
	const names = [ 'shared', 'en' ].concat( code === 'en' ? [] : code );
	return Promise.all( names.map( ( name ) => read( name ) ) ).then( ( rules ) => {
		if ( !rules[ 0 ] || !rules[ 1 ] ) {
			throw new Error( 'Wikilatch: the rules "shared" and "en" are missing; deploy the gadget again.' );
		}
		const detector = new PageDetector(
			lang, rules[ 0 ], rules[ 2 ] ? [ rules[ 2 ], rules[ 1 ] ] : [ rules[ 1 ] ], read
		);
		return detector.learn( rules[ 2 ] && CASELESS[ code ] || [] ).then( () => detector );
	} );
}

module.exports = { load: load, redact: redaction.redact, rulesFor: rulesFor, supported: supported };
