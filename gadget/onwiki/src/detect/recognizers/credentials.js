'use strict';

/** Passwords, bot passwords and keys that somebody wrote down. bot/detect/recognizers/credentials.py. */

const cues = require( '../cues.js' );
const ids = require( './ids.js' );
const keys = require( './keys.js' );
const patterns = require( '../patterns.js' );
const signs = require( '../signs.js' );
const text = require( '../text.js' );
const views = require( '../view.js' );

/**
 * @typedef {import('../view.js').Candidate} Candidate
 * @typedef {import('../view.js').Span} Span
 * @typedef {import('../view.js').View} View
 */

const Candidate = views.Candidate;
const Pattern = patterns.Pattern;
const L = '[\\p{L}\\p{Nl}\\p{No}_]'; // a letter, as Python's [^\W\d]

const SECRET = new Pattern( '[^\\s"\'`„“”«»「」<>|\\[\\]{}()、。，।۔؛،]{6,80}' );
const HASH = /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$/;
const NETWORK = /^[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){2,7}$/; // an internet address
const SITE = /^(?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,12}\//i; // `gitlab.com/moth77`
const TRIVIAL = new RegExp(
	'^(?:' + L + '{3,12}[_\\-]?(?:1|12|123|1234|12345|123456|01|007|2000)!?|[0-9]+|qwert[\\p{L}\\p{N}_]*)$', 'u'
);
const ORDINAL = new RegExp(
	'^(?:[0-9]+' + L + '{1,4}|' + L + '{1,3}[.\\-]?[0-9]+(?:[.\\-][0-9]+)*)$', 'u'
);
const OPENS = /<(?:code|tt|kbd)>$/i;
const LEAST = 8; // characters of a line of code that may be a secret alone
const MOST_CODE = 120;
const BEFORE = 160; // characters before such code in which words for a secret stand
const BEHIND = 48; // and after it
const REACH = 60; // characters before a secret's word in which it is looked for
const RIGHT_BEFORE = 12; // characters between it and its word
const ASSIGNS = ' \t"\':=>'; // what stands between a password's word and its value in code
const SIGN = /[!#%+=?&*$^~]/;
const CHOSEN = /^[A-Za-z0-9]{0,30}[A-Za-z][A-Za-z0-9]{0,30}[!#%+=?&*$^~][!-~]{0,30}[0-9]$/; // as people make them
const LATIN = /[!-~]{6,}/g;

/**
 * @param {View} view
 * @return {Candidate[]} Secrets near words for them, and keys known by their beginning
 */
function recognize( view ) {
	/** @type {Candidate[]} */
	const out = [];
	/** @type {Set<number>} */
	const seen = new Set();
	for ( const hit of view.contexts( 'credential' ) ) {
		const end = view.sentence( hit.start )[ 1 ];
		const line = view.line( hit.start );
		const limit = Math.min( line[ 1 ], Math.max( end, hit.end + 2 ), hit.end + 70 );
		const span = secretAt( view, hit.end, limit, true ) ||
			secretBefore( view, Math.max( line[ 0 ], hit.start - REACH ), hit.start );
		if ( span === null || seen.has( span[ 0 ] ) ) {
			continue;
		}
		seen.add( span[ 0 ] );
		// `codice` is a tax number's word too.
		const checked = ids.numberIn( view, 'national_id', span[ 0 ], span[ 1 ] ) ||
			ids.numberIn( view, 'payment', span[ 0 ], span[ 1 ] );
		if ( !checked ) {
			const worth = CHOSEN.test( view.text.slice( span[ 0 ], span[ 1 ] ) ) ? 0.75 : 0.65;
			const candidate = new Candidate(
				'credential', span, worth, 'shared.credential', 'shape', 'reads as a secret, and it is named'
			);
			candidate.own = isAssigned( view, hit.end, span );
			out.push( candidate );
		}
	}
	inCode( view, out );
	return out.concat( keys.recognize( view ) );
}

/**
 * A secret alone in `<code>` behind words for one: the new key is <code>…</code>.
 *
 * @param {View} view
 * @param {Candidate[]} out
 */
function inCode( view, out ) {
	const Sign = signs.Sign;
	const page = view.page.wikitext;
	for ( const block of view.layout.blocks.slice( 0, views.MOST * 10 ) ) {
		const size = block.end - block.start;
		if ( block.kind !== 'code' || size < LEAST || size > MOST_CODE ) {
			continue;
		}
		const tag = OPENS.exec( page.slice( Math.max( 0, block.at - 8 ), block.at ) );
		const span = tag ? secretAt( view, block.start, block.end, true ) : null;
		if ( tag === null || span === null ) {
			continue;
		}
		const at = block.at - tag[ 0 ].length;
		const line = at > 0 ? page.lastIndexOf( '\n', at - 1 ) + 1 : 0;
		const before = cues.fold( page.slice( Math.max( line, at - BEFORE ), at ) );
		const found = view.lexicon.signs.scan( before );
		let named = found[ Sign.LABEL ].concat(
			found[ Sign.CONTEXT ], view.within( Sign.LABEL, block.start, span[ 0 ] ),
			view.within( Sign.CONTEXT, block.start, span[ 0 ] )
		).some( ( hit ) => hit.what === 'credential' );
		if ( !named && CHOSEN.test( view.text.slice( span[ 0 ], span[ 1 ] ) ) ) {
			// `<code>…</code>, the password of my test account`
			const behind = view.lexicon.signs.scan(
				cues.fold( after( page, view.layout.span( block.start, block.end )[ 1 ] ) )
			);
			named = behind[ Sign.LABEL ].concat( behind[ Sign.CONTEXT ] ).some( ( hit ) => hit.what === 'credential' );
		}
		if ( !named || view.lexicon.words.scan( before )[ Sign.AGAINST ].length ) {
			continue;
		}
		const candidate = new Candidate(
			'credential', span, 0.65, 'shared.credential.code', 'shape',
			'reads as a secret, in code behind words for one'
		);
		candidate.block = block;
		candidate.own = true;
		out.push( candidate );
	}
}

/**
 * @param {string} page
 * @param {number} at
 * @return {string} What stands behind code in its line
 */
function after( page, at ) {
	const close = page.slice( at, at + 12 ).indexOf( '>' );
	const start = at + close + 1;
	return page.slice( start, start + BEHIND ).split( '\n' )[ 0 ];
}

/**
 * @param {View} view
 * @param {number} at
 * @param {Span} span
 * @return {boolean} Whether code on the owner's page itself gives a password a value that is no placeholder:
 *  `password = "…"`
 */
function isAssigned( view, at, span ) {
	return view.page.title.indexOf( '/' ) < 0 && view.layout.blockAt( span[ 0 ] ).kind === 'code' &&
		!text.strip( view.text.slice( at, span[ 0 ] ), ASSIGNS ) &&
		SIGN.test( view.text.slice( span[ 0 ], span[ 1 ] ) );
}

/**
 * @param {View} view
 * @param {number} at
 * @param {number} limit
 * @return {Span|null} A secret right before its word, where the verb comes last: `X is my password`
 */
function secretBefore( view, at, limit ) {
	const span = secretAt( view, at, limit, true );
	if ( span === null || limit - span[ 1 ] > RIGHT_BEFORE || !SIGN.test( view.text.slice( span[ 0 ], span[ 1 ] ) ) ) {
		return null;
	}
	return span;
}

/**
 * @param {View} view
 * @param {number} at
 * @param {number} limit
 * @param {boolean} [prose]
 * @return {Span|null} What reads as a secret in [at, limit): mixed letters, digits and signs, no placeholder, no hash
 */
function secretAt( view, at, limit, prose ) {
	for ( const found of SECRET.all( view.text, at, limit ) ) {
		let start = found.start;
		let end = found.end;
		while ( end > start && '.,;:!?'.indexOf( view.text[ end - 1 ] ) >= 0 ) {
			end--;
		}
		while ( start < end && ':=–,;'.indexOf( view.text[ start ] ) >= 0 ) {
			start++;
		}
		const word = view.text.slice( start, end );
		const low = word.toLowerCase();
		if ( TRIVIAL.test( low ) || word.length < 6 || word.indexOf( '://' ) >= 0 ||
			view.lexicon.shared.secretPlaceholders.has( low ) || HASH.test( low ) || NETWORK.test( low ) ||
			SITE.test( word ) ) {
			continue;
		}
		if ( word.slice( 1, -4 ).indexOf( '@' ) >= 0 && word.slice( word.lastIndexOf( '@' ) ).indexOf( '.' ) >= 0 ) {
			continue;
		}
		if ( prose && !text.isAscii( word ) ) { // パスワードは…です
			const latin = longestLatin( word );
			if ( latin !== null && isMixed( word.slice( latin[ 0 ], latin[ 1 ] ) ) ) {
				return [ start + latin[ 0 ], start + latin[ 1 ] ];
			}
		}
		if ( isMixed( word ) || ( !prose && hasDigitAndLetter( word ) ) ) {
			return [ start, end ];
		}
	}
	return null;
}

/**
 * @param {string} word
 * @return {Span|null} Its longest stretch of ASCII
 */
function longestLatin( word ) {
	/** @type {Span|null} */
	let best = null;
	for ( const part of word.match( LATIN ) || [] ) {
		if ( best === null || part.length > best[ 1 ] - best[ 0 ] ) {
			const at = word.indexOf( part );
			best = [ at, at + part.length ];
		}
	}
	return best;
}

/**
 * @param {string} word
 * @return {boolean}
 */
function hasDigitAndLetter( word ) {
	return ( word.match( /[a-z][A-Z]/g ) || [] ).length >= 2 ||
		( text.any( word, text.isDigit ) && text.any( word, text.isAlpha ) );
}

/**
 * @param {string} word
 * @return {boolean} Letters with digits, and not a date, a range, a version or an ordinal
 */
function isMixed( word ) {
	if ( !hasDigitAndLetter( word ) || text.count( word, text.isAlpha ) < 2 || ORDINAL.test( word ) ) {
		return false;
	}
	return word.length >= 8 || text.count( word, text.isAlnum ) < word.length;
}

module.exports = { recognize: recognize, secretAt: secretAt };
