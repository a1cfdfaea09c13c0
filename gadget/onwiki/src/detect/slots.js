'use strict';

/**
 * Slot grammars: where a name, a place, an organisation or a street begins and ends beside a phrase.
 * bot/detect/slots.py.
 *
 * What is taken depends on the script of the text there, not on the wiki's language: scripts with capitals give
 * a run of capitalised words with particles, scripts without give words up to a connector, scripts without
 * spaces give characters up to a particle.
 */

const characters = require( './characters.js' );
const cues = require( './cues.js' );
const patterns = require( './patterns.js' );
const text = require( './text.js' );

/** @typedef {[number, number]} Span */

const Pattern = patterns.Pattern;
const unspaced = cues.unspaced;

const LEAD = new Pattern( '[ ¡"«»„“”‚‘\'*:\\-–—=「『（(،,…]{0,4}' );
const L = '[\\p{L}\\p{Nl}\\p{No}]'; // a letter, as Python's [^\W\d_]
const KOREAN_FORM = new Pattern( '\\([주유재사합]\\) ?(?=[가-힣A-Za-z])' );
const QUOTED_NAME = new Pattern( '(?:(' + L + '{2,5}) )?[«„“"]([^«»„“”"\\n]{2,60})[»“”"]', 'u' );
const AROUND = ' "\'»“”」』)'; // what may stand between a value and the phrase behind it

/** Takes values out of one visible text. */
class Slots extends characters.Characters {
	/**
	 * @param {string} kind
	 * @param {number} at
	 * @param {number} limit
	 * @return {Span|null} The value that begins at or a little after `at`, before `limit`
	 */
	forward( kind, at, limit ) {
		const key = kind + at + ' ' + limit;
		let taken = this._taken.get( key );
		if ( taken === undefined ) {
			taken = this._forward( kind, at, limit );
			this._taken.set( key, taken );
		}
		return taken;
	}

	/**
	 * @param {string} kind
	 * @param {number} at
	 * @param {number} limit
	 * @return {Span|null}
	 */
	_forward( kind, at, limit ) {
		const lead = LEAD.match( this.text, at, limit );
		at = lead ? lead.end : at;
		if ( at >= limit ) {
			return null;
		}
		const form = kind === 'org' && at > 0 ? KOREAN_FORM.match( this.text, at - 1, limit ) : null;
		if ( form ) { // (주)한빛
			const named = this._run( kind, form.end, limit );
			return named && [ form.start, named[ 1 ] ];
		}
		if ( kind === 'org' || kind === 'school' ) {
			const quoted = QUOTED_NAME.match( this.text, at, limit );
			if ( quoted && quoted.groups[ 1 ] !== undefined ) { // ООО «Северный ветер»
				return [ quoted.start, quoted.end ];
			}
			const named = text.isCased( this.text[ at ] ) ? this._byNoun( at, limit ) : null;
			if ( named !== null ) {
				return named;
			}
		}
		let span = this._run( kind, at, limit );
		if ( span !== null && ( kind === 'org' || kind === 'school' ) && text.isUpper( this.text, span[ 0 ] ) ) {
			span = this._whole( kind, span, limit );
			span = [ this._led( at, span[ 0 ] ), this._firstOf( span[ 0 ], span[ 1 ] ) ];
		} else if ( span !== null && kind === 'place' ) {
			if ( this._isFirm( at, span[ 0 ] ) ) {
				return null;
			}
			span = [ span[ 0 ], this._firstTown( span[ 0 ], span[ 1 ] ) ];
		}
		const taken = span && this._accept( kind, span );
		if ( taken && kind === 'place' && this._isBank( taken[ 0 ], taken[ 1 ] ) ) {
			return null;
		}
		return taken && kind === 'org' ? [ taken[ 0 ], this._legal( taken[ 0 ], taken[ 1 ], limit ) ] : taken;
	}

	/**
	 * @param {string} kind
	 * @param {number} end
	 * @param {number} floor
	 * @return {Span|null} The value that ends at or a little before `end`, after `floor`
	 */
	backward( kind, end, floor ) {
		const around = kind === 'org' || kind === 'school' ? AROUND + '.' : AROUND; // Karaca A.Ş. nezdinde
		while ( end > floor && around.indexOf( this.text[ end - 1 ] ) >= 0 ) {
			end--;
		}
		if ( end <= floor ) {
			return null;
		}
		const key = kind + floor + '<' + end;
		let taken = this._taken.get( key );
		if ( taken === undefined ) {
			const span = unspaced( this.text[ end - 1 ] ) ?
				this._charsBack( kind, end, floor ) : this._wordsBack( kind, end, floor );
			const bank = span !== null && kind === 'place' && this._isBank( span[ 0 ], span[ 1 ] );
			taken = bank ? null : span && this._accept( kind, span );
			if ( taken && kind === 'org' && taken[ 0 ] - 3 >= floor &&
				KOREAN_FORM.match( this.text, taken[ 0 ] - 3, taken[ 1 ] ) ) {
				taken = [ taken[ 0 ] - 3, taken[ 1 ] ]; // (주)한빛
			}
			this._taken.set( key, taken );
		}
		return taken;
	}

	/**
	 * @param {string} kind
	 * @param {number} at
	 * @param {number} limit
	 * @return {Span|null}
	 */
	_run( kind, at, limit ) {
		const first = this.text[ at ];
		if ( unspaced( first ) ) {
			return this._chars( kind, at, limit );
		}
		if ( text.isCased( first ) || text.isDigit( first ) ) {
			return this._capitals( kind, at, limit );
		}
		return this._words( kind, at, limit );
	}

}

module.exports = { Slots: Slots };
