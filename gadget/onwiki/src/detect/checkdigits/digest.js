'use strict';

/** SHA-256 (FIPS 180-4) of a few bytes, for the check of a wallet's address; the browser's own is asynchronous. */

/**
 * @param {number} power 1/2 or 1/3
 * @param {number} count
 * @return {number[]} The first 32 bits of the roots of the first primes, behind the point
 */
function roots( power, count ) {
	/** @type {number[]} */
	const out = [];
	for ( let candidate = 2; out.length < count; candidate++ ) {
		let prime = true;
		for ( let i = 2; i * i <= candidate; i++ ) {
			prime = prime && candidate % i !== 0;
		}
		if ( prime ) {
			const root = Math.pow( candidate, power );
			out.push( Math.floor( ( root - Math.floor( root ) ) * 4294967296 ) | 0 );
		}
	}
	return out;
}

const START = roots( 1 / 2, 8 );
const ROUNDS = roots( 1 / 3, 64 );

/**
 * @param {number} word
 * @param {number} by
 * @return {number}
 */
function turn( word, by ) {
	return word >>> by | word << 32 - by;
}

/**
 * @param {number[]} bytes At most 55
 * @return {number[]} 32 bytes
 */
function sha256( bytes ) {
	const block = bytes.concat( 0x80 );
	while ( block.length < 62 ) {
		block.push( 0 );
	}
	block.push( bytes.length * 8 >> 8, bytes.length * 8 & 255 );
	/** @type {number[]} */
	const words = [];
	for ( let i = 0; i < 64; i += 4 ) {
		words.push( block[ i ] << 24 | block[ i + 1 ] << 16 | block[ i + 2 ] << 8 | block[ i + 3 ] );
	}
	for ( let i = 16; i < 64; i++ ) {
		const a = words[ i - 15 ];
		const b = words[ i - 2 ];
		const s0 = turn( a, 7 ) ^ turn( a, 18 ) ^ a >>> 3;
		const s1 = turn( b, 17 ) ^ turn( b, 19 ) ^ b >>> 10;
		words.push( words[ i - 16 ] + s0 + words[ i - 7 ] + s1 | 0 );
	}
	let h = START.slice();
	for ( let i = 0; i < 64; i++ ) {
		const a = h[ 0 ];
		const e = h[ 4 ];
		const s1 = turn( e, 6 ) ^ turn( e, 11 ) ^ turn( e, 25 );
		const first = h[ 7 ] + s1 + ( e & h[ 5 ] ^ ~e & h[ 6 ] ) + ROUNDS[ i ] + words[ i ] | 0;
		const s0 = turn( a, 2 ) ^ turn( a, 13 ) ^ turn( a, 22 );
		const second = s0 + ( a & h[ 1 ] ^ a & h[ 2 ] ^ h[ 1 ] & h[ 2 ] ) | 0;
		h = [ first + second | 0, a, h[ 1 ], h[ 2 ], h[ 3 ] + first | 0, e, h[ 5 ], h[ 6 ] ];
	}
	/** @type {number[]} */
	const out = [];
	h.forEach( ( value, i ) => {
		const sum = value + START[ i ] | 0;
		out.push( sum >>> 24, sum >>> 16 & 255, sum >>> 8 & 255, sum & 255 );
	} );
	return out;
}

module.exports = { sha256: sha256 };
