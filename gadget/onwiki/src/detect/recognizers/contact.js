'use strict';

/**
 * E-mail addresses in every disguise people use, and phone numbers that can be dialled.
 * bot/detect/recognizers/contact.py.
 */

const emails = require( './emails.js' );
const patterns = require( '../patterns.js' );
const signs = require( '../signs.js' );
const phones = require( './phones.js' );
const text = require( '../text.js' );
const views = require( '../view.js' );

/**
 * @typedef {import('../patterns.js').Match} Match
 * @typedef {import('../view.js').Candidate} Candidate
 * @typedef {import('../view.js').Span} Span
 * @typedef {import('../view.js').View} View
 */

const Candidate = views.Candidate;
const MOST = views.MOST;
const Pattern = patterns.Pattern;
const Sign = signs.Sign;

/**
 * @param {View} view
 * @return {Candidate[]} Every e-mail address and phone number that somebody could use
 */
function recognize( view ) {
	const out = emails.find( view, 0, view.text.length ).map( ( found ) => {
		const worth = found.rule === emails.DISGUISED ? 0.75 : 0.45; // nobody disguises what is not theirs
		return new Candidate( 'email', found.span, worth, found.rule, 'shape', 'address is well formed' );
	} );
	return out.concat( phoneNumbers( view ) );
}

const PHONE = new Pattern(
	'(?:\\+|00)?[ ]?\\(?[0-9](?:[ ().\\-/–‐‑·]{0,3}[0-9]){5,15}(?![0-9a-z%_])', '', '0-9a-z.,/=_\\-'
);
// An internet address, not 070.178.52.81.
const QUAD = /^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\.|$)){4}$/;
const DATE = new RegExp(
	'^(?:[0-9]{4}[.\\-/][0-9]{1,2}[.\\-/][0-9]{1,2}|[0-9]{1,2}[.\\-/][0-9]{1,2}[.\\-/][0-9]{4}|[0-9]{4} ?[-–] ?[0-9]{4})$'
);
const LETTER = '\\p{L}\\p{Nl}\\p{No}';
// A telephone's too: `tel. no. …`
const COUNTED = [ new Pattern( '(?:nr|no)[\\s:.\\-]*$', '', LETTER ), new Pattern( '(?:№|n°|#)[\\s:.\\-]*$' ) ];
// 0044 … is dialled as +44 is
const ABROAD = new Pattern( '00[1-9][0-9]?[ .\\-()0-9]{6}', '', '0-9a-z.,/=_+\\-' );
const ASKS = [ '?', '？', '؟' ];
const ANSWER = 60; // characters behind a question about telephoning in which its answer's number begins
const CLAUSE = 32; // characters between a word for telephoning and its number
const BESIDE = 4; // characters between a telephone's label and `no.`

/**
 * @param {View} view
 * @return {Candidate[]}
 */
function phoneNumbers( view ) {
	const folded = view.folded;
	/** @type {Array<{start: number, end: number, named: boolean}>} */
	const windows = [];
	let position = folded.indexOf( '+' );
	while ( position >= 0 && windows.length < MOST ) {
		if ( text.isDigit( text.strip( folded.slice( position + 1, position + 3 ), ' (' ) ) ) {
			windows.push( { start: position, end: Math.min( folded.length, position + 30 ), named: false } );
		}
		position = folded.indexOf( '+', position + 1 );
	}
	for ( const found of ABROAD.all( folded, 0, folded.length, MOST ) ) {
		windows.push( { start: found.start, end: Math.min( folded.length, found.start + 30 ), named: false } );
	}
	for ( const hit of view.contexts( 'phone' ) ) {
		const sentence = view.sentence( hit.start );
		const asks = ASKS.indexOf( text.strip( view.text.slice( sentence[ 1 ] - 1, sentence[ 1 ] + 1 ), ' \n' ) ) >= 0;
		const end = asks ? Math.min( folded.length, sentence[ 1 ] + ANSWER ) : sentence[ 1 ];
		windows.push( {
			start: Math.max( sentence[ 0 ], hit.start - 60 ), end: Math.min( end, hit.end + 80 ), named: true
		} );
	}
	windows.sort( ( a, b ) => Number( b.named ) - Number( a.named ) );
	/** @type {Candidate[]} */
	const out = [];
	/** @type {Set<number>} */
	const seen = new Set();
	for ( const window of windows ) {
		for ( const found of PHONE.all( folded, window.start, window.end ) ) {
			const begin = beginOf( found );
			if ( seen.has( begin ) || !isDialable( view, begin, found.end ) ) {
				continue;
			}
			seen.add( begin );
			const strong = folded[ begin ] === '+' || ABROAD.match( folded, begin ) !== null;
			if ( !strong && !window.named ) {
				continue;
			}
			const near = window.named && isBehind( view, begin ) ? 0.05 : 0;
			const worth = 0.5 + ( window.named && isLabelled( view, begin ) ? 0.15 : near );
			const rule = strong ? 'shared.phone.international' : 'shared.phone.national';
			out.push( new Candidate( 'phone', [ begin, found.end ], worth, rule, 'shape', 'number can be dialled' ) );
		}
	}
	return out;
}

/**
 * @param {Match} found
 * @return {number} Where it begins without white space
 */
function beginOf( found ) {
	return found.start + found.text.search( /\S/ );
}

/**
 * @param {View} view
 * @param {number} at
 * @return {boolean} Whether a noun for telephones (not only a verb) begins the sentence or line that the number
 *  stands in
 */
function isLabelled( view, at ) {
	const start = Math.max( view.line( at )[ 0 ], view.sentence( at )[ 0 ] );
	return view.within( Sign.LABEL, start, at ).some(
		( hit ) => hit.what === 'phone' && view.opens( start, hit.start )
	);
}

/**
 * @param {View} view
 * @param {number} at
 * @return {boolean} Whether a word for telephoning stands shortly before a number, in its clause: `the new mobile is …`
 */
function isBehind( view, at ) {
	const start = Math.max( view.line( at )[ 0 ], view.sentence( at )[ 0 ], at - CLAUSE );
	return [ Sign.LABEL, Sign.CONTEXT ].some( ( what ) => view.within( what, start, at ).some(
		( hit ) => hit.what === 'phone' && view.folded.slice( hit.end, at ).indexOf( '.' ) < 0
	) );
}

/**
 * @param {View} view
 * @param {number} at
 * @param {number} limit
 * @return {Span|null} The first dialable number in [at, limit)
 */
function phoneIn( view, at, limit ) {
	for ( const found of PHONE.all( view.folded, at, limit ) ) {
		const begin = beginOf( found );
		if ( isDialable( view, begin, found.end ) ) {
			return [ begin, found.end ];
		}
	}
	return null;
}

/**
 * @param {View} view
 * @param {number} start
 * @param {number} end
 * @return {boolean}
 */
function isDialable( view, start, end ) {
	const number = view.folded.slice( start, end );
	if ( QUAD.test( number.replace( /^\(+/, '' ) ) || DATE.test( number ) ||
		view.lexicon.shared.otherNumber.search( view.folded, Math.max( 0, start - 16 ), start ) ||
		isCounted( view, start ) ) {
		return false;
	}
	const digits = number.replace( /[^0-9]/g, '' );
	if ( digits.length < 7 || digits.length > 15 || new Set( digits.split( '' ) ).size < 3 ) {
		return false;
	}
	const shared = view.lexicon.shared;
	if ( shared.reservedPhones.some(
		( /** @type {RegExp} */ pattern ) => pattern.test( digits ) || pattern.test( number )
	) ) {
		return false;
	}
	return phones.isValid( number, shared.regions[ view.page.lang.split( '-' )[ 0 ] ] || [ 'US' ] );
}

/**
 * @param {View} view
 * @param {number} start
 * @return {boolean} Whether `no.` stands before a number, and not as part of a telephone's label
 */
function isCounted( view, start ) {
	const starts = COUNTED.map( ( pattern ) => pattern.search( view.folded, Math.max( 0, start - 8 ), start ) )
		.filter( ( found ) => found !== null && !( found.text === 'no ' && view.lexicon.traits.has( 'no_is_on' ) ) ) // me ligue no 912 345 678
		.map( ( found ) => /** @type {Match} */ ( found ).start );
	if ( !starts.length ) {
		return false;
	}
	const begin = Math.min.apply( null, starts );
	return !view.within( Sign.LABEL, Math.max( view.line( start )[ 0 ], start - 40 ), start ).some(
		( hit ) => hit.what === 'phone' && begin - hit.end < BESIDE
	);
}

module.exports = { phoneIn: phoneIn, recognize: recognize };
