'use strict';

/** Internet addresses that the owner calls their own. bot/detect/recognizers/network.py. */

const patterns = require( '../patterns.js' );
const signs = require( '../signs.js' );
const views = require( '../view.js' );

/**
 * @typedef {import('../signs.js').Hit} Hit
 * @typedef {import('../view.js').Candidate} Candidate
 * @typedef {import('../view.js').Span} Span
 * @typedef {import('../view.js').View} View
 */

const ADDRESS = new patterns.Pattern(
	'(?:[0-9]{1,3}(?:\\.[0-9]{1,3}){3}(?![A-Za-z0-9_.]*[0-9])|' +
	'(?:[0-9a-f]{1,4}:){2,7}(?::|(?::?[0-9a-f]{1,4}){1,6}))(?![A-Za-z0-9_:])', '', 'A-Za-z0-9_.:'
);

const AROUND = 120; // characters between an address and a word for one, in a sentence
const REACH = 400; // of a longer sentence no more is read on either side: each of its addresses would read all of it
// In every address; what begins with one character lets the engine skip.
const DOTS = new patterns.Pattern( '\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]' );
const COLONS = new patterns.Pattern( ':[0-9a-f]{0,4}:[0-9a-f]{1,4}' );
const LONGEST = 40; // characters of an address
const STAMP = /^[^\n]{0,26}?[0-9][:.][0-9]{2}(?![0-9.:])/; // the time behind a signature
const STAMPED = 34; // characters behind an address in which it stands
const LEAST = 24; // the first number of an address that is no version's

/** @typedef {{base: number, size: number}} Network */

// Networks that are nobody's own on the internet (IANA's special-purpose registries), and multicast.
const NOT_GLOBAL_4 = [
	'0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24',
	'192.0.2.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/3'
].map( network4 );
const GLOBAL_4 = [ '192.0.0.9/32', '192.0.0.10/32' ].map( network4 );

/**
 * @param {string} shown
 * @return {Network}
 */
function network4( shown ) {
	const parts = shown.split( '/' );
	return { base: number4( parts[ 0 ] ), size: Math.pow( 2, 32 - Number( parts[ 1 ] ) ) };
}

/**
 * @param {string} address
 * @return {number} -1 where it is none
 */
function number4( address ) {
	let total = 0;
	for ( const part of address.split( '.' ) ) {
		if ( Number( part ) > 255 || ( part.length > 1 && part[ 0 ] === '0' ) ) {
			return -1;
		}
		total = total * 256 + Number( part );
	}
	return total;
}

/**
 * @param {string} address
 * @return {boolean} Whether it can be one machine's on the internet
 */
function isGlobal4( address ) {
	const number = number4( address );
	const holds = ( /** @type {Network} */ network ) => number >= network.base && number < network.base + network.size;
	return number >= 0 && ( !NOT_GLOBAL_4.some( holds ) || GLOBAL_4.some( holds ) );
}

/**
 * @param {string} address
 * @return {number[]|null} Its eight groups; null where it is none
 */
function groups6( address ) {
	const halves = address.split( '::' );
	if ( halves.length > 2 ) {
		return null;
	}
	const left = halves[ 0 ] ? halves[ 0 ].split( ':' ) : [];
	const right = halves.length > 1 && halves[ 1 ] ? halves[ 1 ].split( ':' ) : [];
	const missing = 8 - left.length - right.length;
	if ( left.concat( right ).indexOf( '' ) >= 0 || ( halves.length > 1 ? missing < 1 : missing !== 0 ) ) {
		return null;
	}
	/** @type {string[]} */
	const zeros = [];
	while ( zeros.length < missing ) {
		zeros.push( '0' );
	}
	return left.concat( zeros, right ).map( ( group ) => parseInt( group, 16 ) );
}

/**
 * @param {string} address
 * @return {boolean} Whether it can be one machine's on the internet
 */
function isGlobal6( address ) {
	const groups = groups6( address );
	if ( groups === null ) {
		return false;
	}
	const first = groups[ 0 ];
	const second = groups[ 1 ];
	if ( first === 0 ) { // unspecified, loopback, and IPv4 in disguise; the rest of ::/8 is not told apart
		return groups.slice( 0, 6 ).some( ( group ) => group !== 0 ) && groups[ 5 ] !== 0xffff;
	}
	if ( first === 0x64 && second === 0xff9b ) {
		return groups[ 2 ] !== 1;
	}
	if ( first === 0x2001 && second < 0x200 ) { // protocol assignments
		const anycast = second === 1 && groups.slice( 2, 7 ).every( ( group ) => group === 0 ) &&
			groups[ 7 ] >= 1 && groups[ 7 ] <= 2;
		return anycast || second === 3 || ( second === 4 && groups[ 2 ] === 0x112 ) ||
			( second >= 0x20 && second < 0x40 );
	}
	return !( ( first === 0x2001 && second === 0xdb8 ) || first === 0x2002 || ( first === 0x3fff && second < 0x1000 ) ||
		first === 0x100 || first === 0x5f00 || ( first & 0xfe00 ) === 0xfc00 || ( first & 0xffc0 ) === 0xfe80 ||
		( first & 0xff00 ) === 0xff00 );
}

/**
 * @param {View} view
 * @return {Candidate[]} Addresses near words for them, and those in a sentence of the first person
 */
function recognize( view ) {
	/** @type {Candidate[]} */
	const out = [];
	/** @type {Set<number>} */
	const seen = new Set();
	for ( const hit of view.contexts( 'ip_address' ) ) {
		const sentence = sentenceAt( view, hit.start );
		const span = addressIn(
			view, Math.max( sentence[ 0 ], hit.start - AROUND ), Math.min( sentence[ 1 ], hit.end + AROUND )
		);
		if ( span === null || seen.has( span[ 0 ] ) ||
			( isBare( view, hit ) && isPoliced( view, sentence[ 0 ], sentence[ 1 ] ) ) ) {
			continue;
		}
		seen.add( span[ 0 ] );
		const worth = !isBare( view, hit ) && isOwn( view, span[ 0 ], span[ 1 ] ) ? 0.6 : 0.45;
		out.push( candidateOf( view, span, worth, 'shared.ip_address', 'public address, and it is named' ) );
	}
	for ( const shape of [ DOTS, COLONS ] ) {
		for ( const found of shape.all( view.folded, 0, undefined, views.MOST ) ) {
			const span = around( view, found.start );
			if ( span === null || seen.has( span[ 0 ] ) ) {
				continue;
			}
			seen.add( span[ 0 ] );
			if ( isOwn( view, span[ 0 ], span[ 1 ] ) ) {
				out.push( candidateOf(
					view, span, 0.7, 'shared.ip_address.own', "public address in a sentence of the owner's"
				) );
			}
		}
	}
	return out;
}

/**
 * @param {View} view
 * @param {number} at
 * @return {Span}
 */
function sentenceAt( view, at ) {
	const sentence = view.sentence( at );
	return [ Math.max( sentence[ 0 ], at - REACH ), Math.min( sentence[ 1 ], at + REACH ) ];
}

/**
 * @param {View} view
 * @param {Hit} hit
 * @return {boolean} Whether a word only means an internet address, anybody's: no connection, no logging in
 */
function isBare( view, hit ) {
	const word = view.folded.slice( hit.start, hit.end );
	return word.indexOf( 'ip' ) >= 0 || ( view.lexicon.labels.get( word ) || [] ).indexOf( 'ip_address' ) >= 0;
}

/**
 * @param {View} view
 * @param {Span} span
 * @param {number} worth
 * @param {string} rule
 * @param {string} sign
 * @return {Candidate}
 */
function candidateOf( view, span, worth, rule, sign ) {
	const candidate = new views.Candidate( 'ip_address', span, worth, rule, 'shape', sign );
	candidate.own = isInCode( view, span[ 0 ] );
	return candidate;
}

/**
 * @param {View} view
 * @param {number} at
 * @return {Span|null} The public address that holds a position
 */
function around( view, at ) {
	const line = view.line( at );
	for ( const found of ADDRESS.all(
		view.folded, Math.max( line[ 0 ], at - LONGEST ), Math.min( line[ 1 ], at + LONGEST )
	) ) {
		if ( found.start <= at && at < found.end ) {
			return addressIn( view, found.start, found.end );
		}
	}
	return null;
}

/**
 * @param {View} view
 * @param {number} start
 * @param {number} end
 * @return {boolean} Whether an address stands in a sentence that says I outside of quotations, and is no signature or
 *  vandal's
 */
function isOwn( view, start, end ) {
	const folded = view.folded;
	const sentence = sentenceAt( view, start );
	const number = folded.slice( start, end ).split( '.' )[ 0 ];
	if ( /^[0-9]+$/.test( number ) && Number( number ) < LEAST ) {
		return false;
	}
	const behind = folded.slice( end, Math.min( view.line( start )[ 1 ], end + STAMPED ) );
	if ( folded[ start - 1 ] === '/' || STAMP.test( behind ) ) {
		return false; // Special:Contributions/…
	}
	const selves = view.within( signs.Sign.SELF, sentence[ 0 ], sentence[ 1 ] );
	if ( !selves.length || isPoliced( view, sentence[ 0 ], sentence[ 1 ] ) ) {
		return false;
	}
	const quotes = views.QUOTED.all( view.text, sentence[ 0 ], sentence[ 1 ] );
	return selves.some( ( hit ) => !quotes.some( ( quote ) => quote.start < hit.start && hit.start < quote.end ) );
}

/**
 * @param {View} view
 * @param {number} start
 * @param {number} end
 * @return {boolean} Whether a sentence speaks of blocking, undoing or mistaking somebody, or of a server
 */
function isPoliced( view, start, end ) {
	const words = view.lexicon.wording.policed.get( view.lexicon.code );
	return words !== undefined && words.search( view.folded, start, end ) !== null;
}

/**
 * @param {View} view
 * @param {number} at
 * @return {boolean} Whether an address stands in a line of code that says whose it is: `203.0.… # that's me, my router`
 */
function isInCode( view, at ) {
	const block = view.layout.blockAt( at );
	return block.kind === 'code' && ( view.has( signs.Sign.SELF, block.start, block.end ) ||
		view.contexts( 'ip_address' ).some(
			( hit ) => block.start <= hit.start && hit.start < block.end && !isBare( view, hit )
		) );
}

/**
 * @param {View} view
 * @param {number} at
 * @param {number} limit
 * @return {Span|null} The first address in [at, limit) that is neither private nor kept for documentation
 */
function addressIn( view, at, limit ) {
	for ( const found of ADDRESS.all( view.folded, at, limit ) ) {
		const address = found.text;
		if ( address.indexOf( ':' ) < 0 ? isGlobal4( address ) : isGlobal6( address ) ) {
			return [ found.start, found.end ];
		}
	}
	return null;
}

module.exports = { addressIn: addressIn, isBare: isBare, recognize: recognize };
