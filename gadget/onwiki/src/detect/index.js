'use strict';

/**
 * The detector's door: wikitext in, findings out, in the reader's own browser. It makes no request (P9): the rules
 * come with the gadget, and a draft goes nowhere.
 */

const redaction = require( './redaction.js' );

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

/**
 * Make a detector for a wiki's content language. English is always read too.
 *
 * @param {string} lang Content language as MediaWiki spells it
 * @param {RuleReader} read Gives the rules by name (`shared`, `en`, `de`), or a promise of them; null for a language
 *  that has none
 * @param {Promise<string|null>|string|null} [community] Text of the community's own page of settings; null where it
 *  has none. What cannot be used of it is in the detector's `problems`
 * @return {Promise<Detector>} Rejected where the browser is too old, or the shared or English rules are missing
 */
function load( lang, read, community ) {
	if ( !supported() ) {
		return Promise.reject( new Error( 'Wikilatch: this browser is too old for the detector.' ) );
	}
	// Only now: an older browser cannot even read the patterns in it.
	const PageDetector = require( './detector.js' ).PageDetector;
	const Tuning = require( './tuning.js' ).Tuning;
	const code = rulesFor( lang );
	const names = [ 'shared', 'en' ].concat( code === 'en' ? [] : code );
	const reading = Promise.all( names.map( ( name ) => read( name ) ) );
	return Promise.all( [ reading, Promise.resolve( community ) ] ).then( ( both ) => {
		const rules = both[ 0 ];
		if ( !rules[ 0 ] || !rules[ 1 ] ) {
			throw new Error( 'Wikilatch: the rules "shared" and "en" are missing; deploy the gadget again.' );
		}
		const text = both[ 1 ];
		const tuning = typeof text === 'string' ? new Tuning( text, Object.keys( rules[ 0 ].tiers.tier ) ) : null;
		const detector = new PageDetector(
			lang, rules[ 0 ], rules[ 2 ] ? [ rules[ 2 ], rules[ 1 ] ] : [ rules[ 1 ] ], read, tuning
		);
		return detector.learn( rules[ 2 ] && CASELESS[ code ] || [] ).then( () => detector );
	} );
}

module.exports = { load: load, redact: redaction.redact, rulesFor: rulesFor, supported: supported };
