'use strict';

/** What phrases and pages are compared in: bot/detect/cues.py. Phrases come compiled in rules/*.json. */

const text = require( './text.js' );

// Same-length spellings that people mix: apostrophes, no-break spaces, hamza and yeh forms, ё, dotless i.
const SAME = [
	[ '’', "'" ], [ 'ʼ', "'" ], [ '‘', "'" ], [ '\u00a0', ' ' ], [ '\u202f', ' ' ], [ '\u3000', ' ' ],
	[ '\u2009', ' ' ], [ 'أ', 'ا' ], [ 'إ', 'ا' ], [ 'آ', 'ا' ], [ 'ى', 'ي' ], [ 'ی', 'ي' ], [ 'ک', 'ك' ],
	[ 'ة', 'ه' ], [ 'ۀ', 'ه' ], [ 'ё', 'е' ], [ 'ı', 'i' ], [ 'ς', 'σ' ], [ 'ş', 'ș' ], [ 'ţ', 'ț' ],
	[ '：', ':' ], [ '，', ',' ], [ '＠', '@' ]
].map( ( pair ) => ( { old: pair[ 0 ], every: new RegExp( pair[ 0 ], 'g' ), by: pair[ 1 ] } ) );
const LONE = /[\ud800-\udfff]/g; // half a character, which no encoding can write
const DIGIT = new RegExp( '[^0-9\\P{Nd}]', 'gu' ); // a decimal digit of another script

/**
 * Lower-case and unify spellings without changing the length.
 *
 * @param {string} narrow A text of single units (narrow.js)
 * @return {string}
 */
function fold( narrow ) {
	let out = narrow.toLowerCase();
	if ( text.isAscii( out ) ) {
		return out;
	}
	if ( out.length !== narrow.length ) {
		out = narrow.split( '' ).map( ( char ) => char.toLowerCase()[ 0 ] ).join( '' );
	}
	out = out.replace( LONE, '\ufffd' );
	for ( const each of SAME ) {
		if ( out.indexOf( each.old ) >= 0 ) {
			out = out.replace( each.every, each.by );
		}
	}
	return out.replace( DIGIT, value );
}

/**
 * @param {string} digit A decimal digit of any script with 16 bits: their runs of ten begin at …0 or …6
 * @return {string}
 */
function value( digit ) {
	const code = digit.charCodeAt( 0 );
	const start = code - code % 16;
	return String( code - ( text.isDigit( String.fromCharCode( start ) ) ? start : start + 6 ) );
}

/**
 * @param {string} char
 * @return {boolean} Whether it belongs to a script that writes no spaces between words (Han, kana, Thai, …)
 */
function unspaced( char ) {
	return char >= '\u0e00' && text.isUnspaced( char );
}

module.exports = { fold: fold, unspaced: unspaced };
