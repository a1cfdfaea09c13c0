'use strict';

/** Characters with the meaning that they have in bot/detect: classes of letters as Python knows them. */

const ALPHA = 1;
const DECIMAL = 2;
const NUMERIC = 4;
const UPPER = 8;
const SPACE = 16;
const MARK = 32;
const UNSPACED = 64; // of a script that writes no spaces between words: Han, kana, Thai, …
const KNOWN = 128;

const CLASSES = [
	{ bit: ALPHA, pattern: new RegExp( '^\\p{L}$', 'u' ) },
	{ bit: DECIMAL, pattern: new RegExp( '^\\p{Nd}$', 'u' ) },
	{ bit: NUMERIC, pattern: new RegExp( '^\\p{N}$', 'u' ) },
	{ bit: UPPER, pattern: new RegExp( '^\\p{Lu}$', 'u' ) },
	{ bit: SPACE, pattern: /^\s$/ },
	{ bit: MARK, pattern: new RegExp( '^\\p{M}$', 'u' ) },
	{
		bit: UNSPACED,
		pattern: /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f]/
	}
];
const classes = new Uint8Array( 65536 );

/**
 * @param {number} code One UTF-16 unit
 * @return {number} Its classes, as bits
 */
function classOf( code ) {
	return classes[ code ] || learn( code );
}

/**
 * @param {number} code
 * @return {number}
 */
function learn( code ) {
	const char = String.fromCharCode( code );
	let bits = KNOWN;
	for ( const each of CLASSES ) {
		if ( each.pattern.test( char ) ) {
			bits |= each.bit;
		}
	}
	classes[ code ] = bits;
	return bits;
}

/**
 * These take a text and a place in it; no character there is none of any class.
 *
 * @param {string} text
 * @param {number} [at]
 * @return {boolean} Whether a letter or number stands there
 */
function isAlnum( text, at ) {
	return ( classOf( text.charCodeAt( at || 0 ) ) & ( ALPHA | NUMERIC ) ) !== 0;
}

/**
 * @param {string} text
 * @param {number} [at]
 * @return {boolean} Whether part of a word stands there: letters, digits, and the vowel signs of Indic scripts
 */
function isWordly( text, at ) {
	return ( classOf( text.charCodeAt( at || 0 ) ) & ( ALPHA | NUMERIC | MARK ) ) !== 0;
}

/**
 * @param {string} text
 * @param {number} [at]
 * @return {boolean} Whether a letter stands there
 */
function isAlpha( text, at ) {
	return ( classOf( text.charCodeAt( at || 0 ) ) & ALPHA ) !== 0;
}

/**
 * @param {string} text
 * @param {number} [at]
 * @return {boolean} Whether a decimal digit of any script stands there
 */
function isDigit( text, at ) {
	return ( classOf( text.charCodeAt( at || 0 ) ) & DECIMAL ) !== 0;
}

/**
 * @param {string} text
 * @param {number} [at]
 * @return {boolean} Whether a capital stands there
 */
function isUpper( text, at ) {
	return ( classOf( text.charCodeAt( at || 0 ) ) & UPPER ) !== 0;
}

/**
 * @param {string} text
 * @param {number} [at]
 * @return {boolean} Whether white space stands there
 */
function isSpace( text, at ) {
	return ( classOf( text.charCodeAt( at || 0 ) ) & SPACE ) !== 0;
}

/**
 * @param {string} text
 * @param {number} [at]
 * @return {boolean} Whether a letter of a script without spaces stands there
 */
function isUnspaced( text, at ) {
	return ( classOf( text.charCodeAt( at || 0 ) ) & UNSPACED ) !== 0;
}

/**
 * @param {string} text
 * @return {boolean} Whether it begins with a small letter
 */
function isLower( text ) {
	return isCased( text[ 0 ] ) && text[ 0 ] === text[ 0 ].toLowerCase();
}

/**
 * @param {string} char
 * @return {boolean} Whether the character has a capital and a small form
 */
function isCased( char ) {
	return char.toLowerCase() !== char.toUpperCase();
}

/**
 * @param {string} text
 * @param {(text: string, at: number) => boolean} is
 * @param {number} [from]
 * @param {number} [to]
 * @return {number} How many characters of [from, to) are of a class
 */
function count( text, is, from, to ) {
	const stop = to === undefined ? text.length : to;
	let total = 0;
	for ( let i = from || 0; i < stop; i++ ) {
		if ( is( text, i ) ) {
			total++;
		}
	}
	return total;
}

/**
 * @param {string} text
 * @param {(text: string, at: number) => boolean} is
 * @param {number} [from]
 * @param {number} [to]
 * @return {boolean} Whether any character of [from, to) is of a class
 */
function any( text, is, from, to ) {
	const stop = to === undefined ? text.length : to;
	for ( let i = from || 0; i < stop; i++ ) {
		if ( is( text, i ) ) {
			return true;
		}
	}
	return false;
}

/**
 * @param {string} text
 * @return {boolean} Whether all of it is ASCII
 */
function isAscii( text ) {
	// eslint-disable-next-line no-control-regex
	return !/[^\x00-\x7f]/.test( text );
}

/**
 * @param {string} text
 * @return {boolean} Whether it holds digits only, and some
 */
function allDigits( text ) {
	return text.length > 0 && count( text, isDigit ) === text.length;
}

/**
 * @param {string} text
 * @return {string[]} Its words
 */
function words( text ) {
	const plain = text.trim();
	return plain ? plain.split( /\s+/ ) : [];
}

/**
 * @param {string} text
 * @param {string} chars
 * @return {string} The text without any of the characters at its ends
 */
function strip( text, chars ) {
	return lstrip( rstrip( text, chars ), chars );
}

/**
 * @param {string} text
 * @param {string} chars
 * @return {string}
 */
function lstrip( text, chars ) {
	let start = 0;
	while ( start < text.length && chars.indexOf( text[ start ] ) >= 0 ) {
		start++;
	}
	return text.slice( start );
}

/**
 * @param {string} text
 * @param {string} chars
 * @return {string}
 */
function rstrip( text, chars ) {
	let end = text.length;
	while ( end > 0 && chars.indexOf( text[ end - 1 ] ) >= 0 ) {
		end--;
	}
	return text.slice( 0, end );
}

/**
 * @param {string} text
 * @param {string} char
 * @param {number} from
 * @param {number} to
 * @return {number} Where it last stands in [from, to); -1 where nowhere
 */
function rfind( text, char, from, to ) {
	const at = to > from ? text.lastIndexOf( char, to - 1 ) : -1;
	return at < from ? -1 : at;
}

/**
 * @param {string} text
 * @param {string} separator
 * @return {[string, string, string]} What stands before the first separator, it, and what follows it
 */
function partition( text, separator ) {
	const at = text.indexOf( separator );
	return at < 0 ? [ text, '', '' ] : [ text.slice( 0, at ), separator, text.slice( at + separator.length ) ];
}

/**
 * @param {string} text
 * @return {string} The text as it is written in a regular expression
 */
function escape( text ) {
	return text.replace( /[\\^$.|?*+()[\]{}/]/g, '\\$&' );
}

module.exports = {
	allDigits: allDigits,
	any: any,
	classOf: classOf,
	count: count,
	escape: escape,
	isAlnum: isAlnum,
	isAlpha: isAlpha,
	isAscii: isAscii,
	isCased: isCased,
	isDigit: isDigit,
	isLower: isLower,
	isSpace: isSpace,
	isUnspaced: isUnspaced,
	isUpper: isUpper,
	isWordly: isWordly,
	lstrip: lstrip,
	partition: partition,
	rfind: rfind,
	rstrip: rstrip,
	strip: strip,
	words: words
};
