'use strict';

/**
 * Slot grammars: where a name, a place, an organisation or a street begins and ends beside a phrase.
 * bot/detect/slots.py.
 *
 * What is taken depends on the script of the text there, not on the wiki's language: scripts with capitals give
 * a run of capitalised words with particles, scripts without give words up to a connector, scripts without
 * spaces give characters up to a particle.
 */

const acceptance = require( './acceptance.js' );
const cues = require( './cues.js' );
const patterns = require( './patterns.js' );
const text = require( './text.js' );

/** @typedef {[number, number]} Span */

const Pattern = patterns.Pattern;
const unspaced = cues.unspaced;

const ENDS = '\\s,.;:!?()\\[\\]{}<>"«»„“”‚‘|/\\\\…–—=\ufffc@#~*+、。，．！？：；（）「」『』【】《》〈〉・｜।॥؟،؛•·→';
const WORD = new Pattern( '[^' + ENDS + ']+' );
const LEAD = new Pattern( '[ "«»„“”‚‘\'*:\\-–—=「『（(،,]{0,4}' );
const HAN_END = new Pattern( '[\\s,.;:!?()\\[\\]{}<>"“”„«»|/\\\\…–—=\ufffc@#~*+、。，．！？：；（）「」『』【】《》〈〉｜。]' );
const GAP = /^(?:[ \-·]?|, ?)$/;
const CUT_CASED = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;
const ABBREVIATED = new Set( [
	'st', 'dr', 'mt', 'jr', 'sr', 'prof', 'ing', 'u', 's', 'sta', 'sto', 'ste', 'no', 'ul', 'al', 'pl'
] );
/** @type {Record<string, number>} */
const MOST = { name: 5, fullname: 5, place: 4, org: 9, school: 9 };
/** @type {Record<string, number>} */
const MOST_CASELESS = { name: 3, fullname: 3, place: 2, org: 5, school: 6 };
/** @type {Record<string, number>} */
const MOST_CHARS = { name: 14, fullname: 14, place: 12, org: 22, school: 22 };
/** @type {Record<string, number>} */
const MOST_THAI = { name: 40, fullname: 40, place: 24, org: 60, school: 60 };
const SPACED_NAME = 8; // characters of a Chinese or Japanese name with a space in it
const CONJUNCTIONS = 'وفו'; // `and`, written onto the next word
const ABBREVIATION = 3; // letters of one before its full stop
const ENDINGS = 'にでのへをはがと';
const L = '[\\p{L}\\p{Nl}\\p{No}]'; // a letter, as Python's [^\W\d_]
const NAME_PART = L + "[\\p{L}\\p{N}_'’\\-]{1,24}";
const QUOTED_NAME = new Pattern( '(?:(' + L + '{2,5}) )?[«„“"]([^«»„“”"\\n]{2,60})[»“”"]', 'u' );
const PARTNERS = new Pattern( ', ' + NAME_PART + '(?: ' + NAME_PART + ')? (' + L + '{1,3}|&) ' + NAME_PART, 'u' );
const AND = new Set( [
	'and', '&', 'e', 'y', 'et', 'und', 'en', 'och', 'og', 'i', 'a', 'и', 'та', 'ja', 'és', 'și', 'και', 've'
] );
const NAME_LETTER = /[\u0e00-\u0e7f\u3005-\u30ff\u3400-\u9fff]/;
/** @type {Record<string, number>} */
const SKIP = { place: 3, org: 4, school: 4 };

/** @type {Map<any, import('./patterns.js').Pattern>} */
const legalForms = new Map();

/**
 * @param {any} shared
 * @return {import('./patterns.js').Pattern} What stands behind an organisation's name: `GmbH & Co. KG`
 */
function legalFormsOf( shared ) {
	let pattern = legalForms.get( shared );
	if ( pattern === undefined ) {
		const forms = shared.legalForms.slice().sort(
			( /** @type {string} */ a, /** @type {string} */ b ) => b.length - a.length
		).map( text.escape );
		pattern = new Pattern( '(?:,? (?:- )?(?:' + forms.join( '|' ) + ')(?![\\p{L}\\p{N}])){1,2}', 'u' );
		legalForms.set( shared, pattern );
	}
	return pattern;
}

/** Takes values out of one visible text. */
class Slots extends acceptance.Acceptance {
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
		if ( kind === 'org' || kind === 'school' ) {
			const quoted = QUOTED_NAME.match( this.text, at, limit );
			if ( quoted && quoted.groups[ 1 ] !== undefined ) { // ООО «Северный ветер»
				return [ quoted.start, quoted.end ];
			}
		}
		const span = this._run( kind, at, limit );
		const taken = span && this._accept( kind, span );
		return taken && kind === 'org' ? [ taken[ 0 ], this._legal( taken[ 0 ], taken[ 1 ], limit ) ] : taken;
	}

	/**
	 * @param {number} start
	 * @param {number} end
	 * @param {number} limit
	 * @return {number} Where an organisation's name ends with what follows it: `, Fuseli e Foscari`, ` S.p.A.`
	 */
	_legal( start, end, limit ) {
		const more = PARTNERS.match( this.text, end, limit );
		if ( more && AND.has( more.groups[ 1 ].toLowerCase() ) ) {
			end = more.end;
		}
		const pattern = legalFormsOf( this.lexicon.shared );
		const found = pattern.match( this.folded, end, limit );
		if ( found ) {
			return found.end;
		}
		// The run may have taken the form's first letters: `S|.A.`
		let space = this._space( start, end );
		for ( let i = 0; i < 2; i++ ) {
			const form = space > start ? pattern.match( this.folded, space, limit ) : null;
			if ( form && form.end > end ) {
				return form.end;
			}
			space = this._space( start, Math.max( start, space ) );
		}
		return end;
	}

	/**
	 * @param {number} start
	 * @param {number} end
	 * @return {number} Where the last space of [start, end) is; -1 without one
	 */
	_space( start, end ) {
		const at = end > start ? this.text.lastIndexOf( ' ', end - 1 ) : -1;
		return at < start ? -1 : at;
	}

	/**
	 * @param {string} kind
	 * @param {number} end
	 * @param {number} floor
	 * @return {Span|null} The value that ends at or a little before `end`, after `floor`
	 */
	backward( kind, end, floor ) {
		while ( end > floor && ' "\'»“”」』)'.indexOf( this.text[ end - 1 ] ) >= 0 ) {
			end--;
		}
		if ( end <= floor ) {
			return null;
		}
		const span = unspaced( this.text[ end - 1 ] ) ?
			this._charsBack( kind, end, floor ) : this._wordsBack( kind, end, floor );
		return span && this._accept( kind, span );
	}

	// -- forward

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

	/**
	 * @param {string} kind
	 * @param {number} at
	 * @param {number} limit
	 * @return {Span|null}
	 */
	_chars( kind, at, limit ) {
		const thai = this.text[ at ] >= '\u0e00' && this.text[ at ] <= '\u0e7f';
		const stop = Math.min( limit, at + ( ( thai ? MOST_THAI : MOST_CHARS )[ kind ] || 24 ) );
		const cut = HAN_END.search( this.folded, at, stop );
		let end = cut ? cut.start : stop;
		if ( cut && cut.text === ' ' && end < limit && this.text[ end ] === ' ' &&
			NAME_LETTER.test( this.text[ end - 1 ] || '' ) && NAME_LETTER.test( this.text[ end + 1 ] || '' ) ) {
			// 田中 直人, ณัฐธิดา นพตระกูล, บริษัท แนวพญา: one space inside a name
			const again = HAN_END.search( this.folded, end + 1, stop );
			const second = again ? again.start : stop;
			if ( ( thai && kind !== 'place' ) ||
				( ( kind === 'name' || kind === 'fullname' ) && second - at <= SPACED_NAME ) ) {
				end = second;
			}
		}
		let window = this.folded.slice( at, end );
		for ( const word of this.lexicon.cut ) {
			const found = window.indexOf( word, 1 );
			if ( found > 0 ) {
				window = window.slice( 0, found );
			}
		}
		return window ? [ at, at + window.length ] : null;
	}

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
			const particle = lexicon.particles.has( low );
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
			if ( !( capital && ( low.length === 1 || ABBREVIATED.has( low ) || this.lexicon.titles.has( low ) ) ) ) {
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
			if ( count && ( this._stops( low ) || this._barred( found.start, low ) ) ) {
				break;
			}
			if ( count && CONJUNCTIONS.indexOf( low[ 0 ] ) >= 0 && !noun && low.length > 3 ) {
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

	// -- backward

	/**
	 * @param {string} kind
	 * @param {number} end
	 * @param {number} floor
	 * @return {Span|null}
	 */
	_charsBack( kind, end, floor ) {
		const most = MOST_CHARS[ kind ] || 20;
		let start = Math.max( floor, end - most - 6 );
		for ( const cut of HAN_END.all( this.folded, start, end ) ) {
			start = cut.end;
		}
		let window = this.folded.slice( start, end );
		for ( const word of this.lexicon.cut ) {
			const found = window.lastIndexOf( word );
			if ( found >= 0 && found < window.length - word.length ) {
				window = window.slice( found + word.length );
			}
		}
		if ( kind === 'org' || kind === 'school' || kind === 'place' ) {
			while ( window.length > 2 && ENDINGS.indexOf( window[ window.length - 1 ] ) >= 0 ) {
				window = window.slice( 0, -1 ); // particles of the sentence: …会社に|勤務
				end--;
			}
		}
		return !window || window.length > most ? null : [ end - window.length, end ];
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
		const nouns = lexicon.nouns[ kind ] || [];
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
				if ( start < 0 && nouns.some( ( noun ) => low.indexOf( text.strip( noun, '*' ) ) >= 0 ) ) {
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

module.exports = { Slots: Slots };
