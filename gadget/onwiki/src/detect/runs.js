'use strict';

/**
 * Values in scripts that write spaces: a run of capitalised words with particles, or words up to a connector.
 * bot/detect/slots.py.
 */

const institutions = require( './institutions.js' );
const legalforms = require( './legalforms.js' );
const text = require( './text.js' );

/** @typedef {[number, number]} Span */

const WORD = institutions.WORD;
const GAP = /^(?:[ \-·]?|, ?)$/;
const CUT_CASED = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;
/** @type {Record<string, number>} */
const MOST = { name: 5, fullname: 5, place: 4, org: 9, school: 9 };
/** @type {Record<string, number>} */
const MOST_CASELESS = { name: 3, fullname: 3, place: 2, org: 5, school: 6 };
const ABBREVIATION = 3; // letters of one before its full stop
/** @type {Record<string, number>} */
const SKIP = { place: 3, org: 4, school: 4 };

/** Takes runs of words out of one visible text. */
class Runs extends legalforms.LegalForms {
	/**
	 * @param {string} kind
	 * @param {number} at
	 * @param {number} limit
	 * @return {Span|null}
	 */
	_capitals( kind, at, limit ) {
		const lexicon = this.lexicon;
		const noun = kind === 'org' || kind === 'school';
		const skip = SKIP[ kind ] || 0;
		const most = MOST[ kind ] || 6;
		let start = -1;
		let end = -1;
		let count = 0;
		let skipped = 0;
		let position = at;
		while ( position < limit && count < most ) {
			const found = WORD.match( this.text, position, limit );
			if ( found === null ) {
				break;
			}
			let word = found.text;
			let low = this.folded.slice( found.start, found.end );
			const cut = word.search( CUT_CASED );
			if ( cut === 0 ) {
				break;
			}
			if ( cut > 0 ) {
				word = word.slice( 0, cut );
				low = low.slice( 0, cut );
			}
			const stop = found.start + word.length;
			const whole = noun && text.isUpper( word ); // `College` labels, and ends a college's name
			if ( kind === 'place' && start < 0 && !text.isUpper( word ) ) {
				const length = lexicon.smallTowns.lengthAt( this.folded, found.start ); // vivo en madrid
				if ( length && found.start + length <= limit ) {
					return [ found.start, found.start + length ];
				}
			}
			const particle = lexicon.particles.has( low ) ||
				( this.text[ stop ] === '.' && lexicon.particles.has( low + '.' ) );
			if ( end >= 0 && this.barriers.has( found.start ) && !particle && !whole ) {
				break;
			}
			const capital = text.isUpper( word ) || ( text.isDigit( word ) && noun && start >= 0 );
			const stops = lexicon.stop.has( low );
			if ( !particle && stops ) {
				if ( start >= 0 || kind === 'name' || kind === 'fullname' || skipped >= skip || !capital ) {
					break;
				}
			}
			if ( capital && !( particle && start < 0 && stops ) ) {
				if ( start < 0 ) {
					start = found.start;
				}
				end = stop;
				count++;
			} else if ( !( start >= 0 && particle ) ) {
				if ( start < 0 && skipped < skip && !text.isDigit( word ) ) {
					skipped += particle ? 0 : 1;
				} else if ( !( start < 0 && lexicon.titles.has( low ) ) ) {
					break;
				}
			}
			position = stop;
			if ( cut > 0 ) {
				break;
			}
			if ( start < 0 && kind === 'place' && low.length <= 3 && this.text.slice( position, position + 2 ) === '. ' ) {
				position += 2; // г. Новый Оскол
				continue;
			}
			position = this._after( position, limit, low, capital );
			if ( position < 0 ) {
				break;
			}
		}
		if ( start < 0 || ( kind === 'fullname' && count < 2 ) ) {
			return null;
		}
		return [ start, end ];
	}

	/**
	 * @param {number} position
	 * @param {number} limit
	 * @param {string} low
	 * @param {boolean} capital
	 * @return {number} Where the next word of a run may begin; -1 where the run ends here
	 */
	_after( position, limit, low, capital ) {
		if ( position >= limit ) {
			return -1;
		}
		let char = this.text[ position ];
		if ( char === '.' ) {
			const particles = this.lexicon.particles;
			const small = particles.has( low ) || particles.has( low + '.' ); // im. Kopernika
			const known = this.lexicon.wording.abbreviations.has( low ) || this.lexicon.titles.has( low );
			const short = capital && ( known || low.length === 1 );
			if ( !( short || ( small && low.length <= ABBREVIATION ) ) ) {
				return -1;
			}
			position++;
			char = position < limit ? this.text[ position ] : '\n';
		}
		if ( "-'’&".indexOf( char ) >= 0 || text.isAlnum( char ) ) {
			return position;
		}
		if ( char === ' ' ) {
			return this.text[ position + 1 ] === ' ' ? position + 2 : position + 1;
		}
		return -1;
	}

	/**
	 * @param {string} kind
	 * @param {number} at
	 * @param {number} limit
	 * @return {Span|null}
	 */
	_words( kind, at, limit ) {
		const lexicon = this.lexicon;
		const noun = kind === 'org' || kind === 'school';
		let end = -1;
		let position = at;
		for ( let count = 0; count < ( MOST_CASELESS[ kind ] || 4 ); count++ ) {
			const found = WORD.match( this.text, position, limit );
			if ( found === null ) {
				break;
			}
			const low = this.folded.slice( found.start, found.end );
			const stops = count && ( this._stops( low ) || this._barred( found.start, low ) );
			if ( stops && !( noun && this._isNoun( low ) ) ) {
				break;
			}
			if ( count && this.lexicon.wording.joinedAnd.has( low[ 0 ] ) && !noun && low.length > 3 ) {
				break;
			}
			if ( !count && lexicon.stop.has( low ) ) {
				return null;
			}
			end = found.end;
			if ( this.text[ end ] !== ' ' ) {
				break;
			}
			position = end + 1;
		}
		return end > at ? [ at, end ] : null;
	}

	/**
	 * @param {string} low
	 * @return {boolean}
	 */
	_stops( low ) {
		const lexicon = this.lexicon;
		return lexicon.stop.has( low ) || ( lexicon.attached.has( low[ 0 ] ) && lexicon.stop.has( low.slice( 1 ) ) );
	}

	/**
	 * @param {number} at
	 * @param {string} low
	 * @return {boolean}
	 */
	_barred( at, low ) {
		return this.barriers.has( at ) || ( this.lexicon.attached.has( low[ 0 ] ) && this.barriers.has( at + 1 ) );
	}

	/**
	 * @param {string} kind
	 * @param {number} end
	 * @param {number} floor
	 * @return {Span|null}
	 */
	_wordsBack( kind, end, floor ) {
		const lexicon = this.lexicon;
		const words = WORD.all( this.text, Math.max( floor, end - 90 ), end );
		const nouns = lexicon.plain[ kind ] || [];
		let start = -1; // where the run begins
		let edge = -1; // where its last word or particle does
		let count = 0;
		let cased = false;
		let tail = false;
		for ( let i = words.length - 1; i >= 0; i-- ) {
			const left = words[ i ].start;
			const right = words[ i ].end;
			const low = this.folded.slice( left, right );
			const word = words[ i ].text;
			if ( start >= 0 ) {
				const gap = this.text.slice( right, edge );
				const short = right - left <= ABBREVIATION && ( gap === '.' || gap === '. ' ); // A.Ş.
				if ( ( !short && !GAP.test( gap ) ) || gap.indexOf( ',' ) >= 0 ) {
					break;
				}
			} else if ( right < end && !tail ) {
				return null;
			}
			const hasCase = text.isCased( word[ 0 ] );
			if ( start < 0 ) {
				cased = hasCase;
			}
			if ( hasCase && !text.isUpper( word ) ) {
				if ( start < 0 && nouns.some( ( noun ) => low.indexOf( noun ) >= 0 ) ) {
					tail = true; // Varjolan lukio
				} else if ( !( lexicon.particles.has( low ) && start >= 0 ) ) {
					break;
				}
				edge = left;
				continue;
			}
			if ( lexicon.stop.has( low ) || ( !cased && this._stops( low ) ) ) {
				break;
			}
			start = left;
			edge = left;
			count++;
			if ( count >= ( ( cased ? MOST : MOST_CASELESS )[ kind ] || 4 ) ) {
				break;
			}
		}
		return start < 0 || ( kind === 'fullname' && count < 2 ) ? null : [ start, end ];
	}
}

module.exports = { Runs: Runs };
