'use strict';

/**
 * Values in scripts that write no spaces: characters up to a particle. bot/detect/slots.py.
 */

const patterns = require( './patterns.js' );
const runs = require( './runs.js' );

/** @typedef {[number, number]} Span */

const ENDS = '[\\s,.;:!?()\\[\\]{}<>"“”„«»|/／\\\\…–—=\ufffc@#~*+、。，．！？：；（）「」『』【】《》〈〉｜。]';
const END = new patterns.Pattern( ENDS );
const IS_END = new RegExp( ENDS );
/** @type {Record<string, number>} */
const MOST_CHARS = { name: 14, fullname: 14, place: 12, org: 22, school: 22 };
/** @type {Record<string, number>} */
const MOST_THAI = { name: 40, fullname: 40, place: 24, org: 60, school: 60 };
const SPACED_NAME = 8; // characters of a Chinese or Japanese name with a space in it
const NAME_LETTER = /[\u0e00-\u0e7f\u3005-\u30ff\u3400-\u9fff]/;

/** Takes stretches of characters out of one visible text. */
class Characters extends runs.Runs {
	/**
	 * @param {string} kind
	 * @param {number} at
	 * @param {number} limit
	 * @return {Span|null}
	 */
	_chars( kind, at, limit ) {
		const thai = this.text[ at ] >= '\u0e00' && this.text[ at ] <= '\u0e7f';
		const stop = Math.min( limit, at + ( ( thai ? MOST_THAI : MOST_CHARS )[ kind ] || 24 ) );
		const cut = END.search( this.folded, at, stop );
		let end = cut ? cut.start : stop;
		if ( cut && cut.text === ' ' && end < limit && this.text[ end ] === ' ' &&
			NAME_LETTER.test( this.text[ end - 1 ] || '' ) && NAME_LETTER.test( this.text[ end + 1 ] || '' ) ) {
			// 田中 直人, ณัฐธิดา นพตระกูล, บริษัท แนวพญา: one space inside a name
			const again = END.search( this.folded, end + 1, stop );
			const second = again ? again.start : stop;
			if ( ( thai && kind !== 'place' ) ||
				( ( kind === 'name' || kind === 'fullname' ) && second - at <= SPACED_NAME ) ) {
				end = second;
			}
		}
		let window = this.folded.slice( at, end );
		for ( const word of this.lexicon.cuts.inside( window ) ) {
			const found = window.indexOf( word, 1 );
			if ( found > 0 ) {
				window = window.slice( 0, found );
			}
		}
		return window ? [ at, at + window.length ] : null;
	}

	/**
	 * @param {string} kind
	 * @param {number} end
	 * @param {number} floor
	 * @return {Span|null}
	 */
	_charsBack( kind, end, floor ) {
		const most = MOST_CHARS[ kind ] || 20;
		const farthest = Math.max( floor, end - most - 6 );
		let start = end;
		while ( start > farthest && !IS_END.test( this.folded[ start - 1 ] ) ) {
			start--;
		}
		let window = this.folded.slice( start, end );
		for ( const word of this.lexicon.cuts.inside( window ) ) {
			const found = window.lastIndexOf( word );
			if ( found >= 0 && found < window.length - word.length ) {
				window = window.slice( found + word.length );
			}
		}
		if ( kind === 'org' || kind === 'school' || kind === 'place' ) {
			const particles = this.lexicon.wording.particlesOf( 'ja' );
			while ( window.length > 2 && particles.indexOf( window[ window.length - 1 ] ) >= 0 ) {
				window = window.slice( 0, -1 ); // particles of the sentence: …会社に|勤務
				end--;
			}
		}
		return !window || window.length > most ? null : [ end - window.length, end ];
	}
}

module.exports = { Characters: Characters };
