'use strict';

/**
 * Texts in which every code point is one unit, so that all offsets inside the detector count as Python counts.
 * A code point beyond 16 bits is stood for by one unit of its own; `wide` gives the editor's offsets back.
 */

const FIRST = 0xe800; // private use; a page's own characters from there are taken for stand-ins, which does no harm
const LAST = 0xf8ff;
const LETTER = '\ua000'; // a letter without case, of a script that writes spaces
const IS_LETTER = new RegExp( '^\\p{L}$', 'u' );
const IS_DIGIT = new RegExp( '^\\p{Nd}$', 'u' );
const PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;

/** @type {Map<string, string>} */
const standIns = new Map();

/**
 * @param {string} pair
 * @return {string} The one unit that stands for a code point
 */
function standIn( pair ) {
	let unit = standIns.get( pair );
	if ( unit === undefined ) {
		if ( IS_LETTER.test( pair ) ) {
			unit = LETTER;
		} else if ( IS_DIGIT.test( pair ) ) {
			// Mathematical digits: five runs of ten from U+1D7CE; other scripts' beyond 16 bits begin at a 0.
			const point = /** @type {number} */ ( pair.codePointAt( 0 ) );
			const value = point >= 0x1d7ce && point <= 0x1d7ff ? ( point - 0x1d7ce ) % 10 : point % 16 % 10;
			unit = String( value );
		} else {
			unit = String.fromCharCode( Math.min( FIRST + standIns.size, LAST ) );
		}
		standIns.set( pair, unit );
	}
	return unit;
}

/** A text in single units and the way back. */
class Narrow {
	/**
	 * @param {string} wide
	 */
	constructor( wide ) {
		/** @type {number[]} Where stand-ins are, in the narrow text */
		this.pairs = [];
		this.text = wide;
		if ( /[\ud800-\udbff]/.test( wide ) ) {
			this.text = wide.replace( PAIR, ( pair, at ) => {
				this.pairs.push( at - this.pairs.length );
				return standIn( pair );
			} );
		}
	}

	/**
	 * @param {number} offset In the narrow text
	 * @return {number} The same place in the text as it was
	 */
	wide( offset ) {
		let low = 0;
		let high = this.pairs.length;
		while ( low < high ) {
			const middle = ( low + high ) >> 1;
			if ( this.pairs[ middle ] < offset ) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}
		return offset + low;
	}
}

/**
 * @param {string} text
 * @return {string} The text with one unit for each code point
 */
function narrow( text ) {
	return new Narrow( text ).text;
}

module.exports = { Narrow: Narrow, narrow: narrow };
