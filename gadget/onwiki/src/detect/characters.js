'use strict';

/**
 * Values in scripts that write no spaces: characters up to a particle. bot/detect/slots.py.
 */

const eastasian = require( './eastasian.js' );
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

const TOWN_BEHIND = /[ぁ-ん]([^ぁ-ん]{2,8})$/;

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
			const short = ( kind === 'name' || kind === 'fullname' ) && second - at <= SPACED_NAME;
			// 株式会社 田中フーズ
			const form = kind === 'org' && this.lexicon.plain.org.indexOf( this.folded.slice( at, end ) ) >= 0;
			if ( ( thai && kind !== 'place' ) || short || form ) {
				end = second;
			}
		}
		let window = this.folded.slice( at, end );
		for ( const word of this.lexicon.cuts.inside( window ) ) {
			let found = window.indexOf( word, 1 );
			while ( found > 0 && this._parted( at + found, at + found + word.length ) ) {
				found = window.indexOf( word, found + 1 );
			}
			if ( found > 0 ) {
				window = window.slice( 0, found );
			}
		}
		if ( kind === 'place' ) {
			window = this._beforeParticle( window, at );
		}
		return window ? [ at, at + window.length ] : null;
	}

	/**
	 * @param {number} start
	 * @param {number} end
	 * @return {boolean} Whether a Thai word would begin or end inside a syllable
	 */
	_parted( start, end ) {
		return eastasian.partsSyllable( this.folded, start ) || eastasian.partsSyllable( this.folded, end );
	}

	/**
	 * @param {string} window
	 * @param {number} at Where it begins
	 * @return {string} A Japanese place without the particle and the sentence behind it: `七尾市|に古い銭湯`
	 */
	_beforeParticle( window, at ) {
		const names = this.lexicon.wording.eastAsian;
		const found = names.municipality.exec( window );
		if ( found !== null ) {
			return found[ 1 ];
		}
		const length = this.lexicon.towns.lengthAt( this.folded, at );
		const ends = length && window.length > length && names.townParticles.indexOf( window[ length ] ) >= 0;
		return ends ? window.slice( 0, length ) : window;
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
			let found = window.lastIndexOf( word );
			const begin = end - window.length;
			while ( found >= 0 && this._parted( begin + found, begin + found + word.length ) ) {
				found = found > 0 ? window.lastIndexOf( word, found - 1 ) : -1;
			}
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
		const town = kind === 'place' ? TOWN_BEHIND.exec( window ) : null;
		const tail = town === null ? '' : town[ 1 ];
		if ( tail && this.lexicon.towns.lengthAt( this.folded, end - tail.length ) === tail.length ) {
			window = tail; // 仕事の都合で|福岡
		}
		return !window || window.length > most ? null : [ end - window.length, end ];
	}
}

module.exports = { Characters: Characters };
