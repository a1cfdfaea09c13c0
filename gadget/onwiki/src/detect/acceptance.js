'use strict';

/**
 * Whether what a slot took can be a name, a place, an organisation: the rules' `not` lists, countries, months.
 * bot/detect/acceptance.py.
 */

const cues = require( './cues.js' );
const eastasian = require( './eastasian.js' );
const text = require( './text.js' );

/**
 * @typedef {[number, number]} Span
 * @typedef {import('./lexicon.js').Lexicon} Lexicon
 */

const unspaced = cues.unspaced;

const ARTICLE = 10; // characters of one before a noun
// Behind a Korean noun: the town ends there.
const HANGUL = 3; // syllables of a Korean name; shorter words are trades

/**
 * @param {string} low
 * @return {boolean} Whether it begins with a Korean syllable
 */
function isHangul( low ) {
	return low[ 0 ] >= '\uac00' && low[ 0 ] <= '\ud7a3';
}

/** Judges values taken out of one visible text. */
class Acceptance {
	/**
	 * @param {string} page
	 * @param {string} folded
	 * @param {Lexicon} lexicon
	 * @param {Set<number>} barriers
	 */
	constructor( page, folded, lexicon, barriers ) {
		this.text = page;
		this.folded = folded;
		this.lexicon = lexicon;
		this.barriers = barriers;
		/** @type {Map<string, Span|null>} Phrases that end, or begin, together ask the same */
		this._taken = new Map();
	}

	/**
	 * @param {string} kind
	 * @param {Span} span
	 * @return {Span|null}
	 */
	_accept( kind, span ) {
		let start = span[ 0 ];
		let end = span[ 1 ];
		while ( end > start && " -'’&".indexOf( this.text[ end - 1 ] ) >= 0 ) {
			end--;
		}
		if ( end - start < 2 ) {
			return null;
		}
		let low = this.folded.slice( start, end );
		const lexicon = this.lexicon;
		if ( lexicon.shared.social.has( low ) || lexicon.shared.messaging.has( low ) ) {
			return null; // `at weekends I sit on Discord`
		}
		if ( eastasian.partsSyllable( this.text, start ) || eastasian.partsSyllable( this.text, end ) ) {
			return null;
		}
		if ( low[ 0 ] >= '\u3040' && !lexicon.wording.eastAsian.fits( kind, low, lexicon.code ) ) {
			return null;
		}
		if ( kind === 'school' && lexicon.code === 'ko' && text.words( low ).some(
			( word ) => lexicon.wording.connectives.some( ( each ) => word.endsWith( each ) )
		) ) {
			return null; // 본인이라고: a verb, and no high school (고)
		}
		if ( kind === 'org' && lexicon.code === 'ja' && lexicon.plain.org.indexOf( low.split( 'の' )[ 0 ] ) >= 0 ) {
			return null; // ホテルの厨房: any hotel's
		}
		if ( kind === 'name' || kind === 'fullname' ) {
			return this._name( start, end, low, kind );
		}
		if ( kind === 'place' ) {
			return this._place( start, end, low );
		}
		if ( lexicon.refused[ kind === 'school' ? 'school' : 'org' ].has( low ) || lexicon.months.has( low ) ) {
			return null;
		}
		if ( lexicon.wording.project.test( low ) || lexicon.wording.gathering.test( low ) ) {
			return null;
		}
		if ( !text.any( low, text.isAlpha ) || ( unspaced( low[ 0 ] ) && !this._hasNoun( kind, low ) ) ) {
			return null;
		}
		if ( low[ 0 ] >= '\u0e00' && low[ 0 ] <= '\u0e7f' ) {
			const begin = this._fromNoun( kind, start, low );
			low = low.slice( Math.max( 0, begin ) );
			if ( begin < 0 || lexicon.refused[ kind === 'school' ? 'school' : 'org' ].has( low ) ) {
				return null;
			}
			start += begin;
		}
		if ( text.isDigit( low ) && lexicon.traits.has( 'joined' ) &&
			!lexicon.plain[ kind === 'school' ? 'school' : 'org' ].some( ( noun ) => noun && low.indexOf( noun ) >= 0 ) ) {
			return null; // `743次编辑`, `61세 직장인`
		}
		if ( ( kind === 'org' || kind === 'school' ) && lexicon.isCountry( low ) ) {
			return null;
		}
		if ( isHangul( low ) ) {
			const bare = low.slice( 0, low.length - this._particle( low ) );
			if ( this._isAny( bare ) ) {
				return null; // `학교 다닐 때가 그립습니다`
			}
			if ( bare.split( ' ' ).length > 2 && !this._ends( bare, 'org' ) && !this._ends( bare, 'school' ) ) {
				return null; // `간이역과 폐선만 골라 다닙니다`
			}
			return [ start, start + bare.length ];
		}
		return [ start, end ];
	}

	/**
	 * @param {string} low
	 * @return {boolean} Whether a Korean value begins with the word for any school or firm, and no other follows
	 */
	_isAny( low ) {
		const space = low.indexOf( ' ' );
		const first = low.slice( 0, space );
		const rest = low.slice( space + 1 );
		return space > 0 && rest !== '' &&
			[ 'org', 'school' ].some( ( kind ) => this.lexicon.plain[ kind ].indexOf( first ) >= 0 ) &&
			!this._ends( rest, 'org' ) && !this._ends( rest, 'school' );
	}

	/**
	 * @param {string} low
	 * @return {number} How long the particle is that an organisation's own word carries at a Korean value's end: `출판사에`
	 */
	_particle( low ) {
		for ( const particle of this.lexicon.wording.particlesOf( 'ko' ) ) {
			const bare = low.slice( 0, -particle.length );
			if ( bare + particle === low && ( this._ends( bare, 'org' ) || this._ends( bare, 'school' ) ) ) {
				return particle.length;
			}
		}
		return 0;
	}

	/**
	 * @param {string} low
	 * @param {string} kind
	 * @return {boolean} Whether a Korean word ends with a noun of that kind; one of a syllable only where a name stands
	 *  before it
	 */
	_ends( low, kind ) {
		const words = text.words( low );
		return words.some( ( word, i ) => this.lexicon.plain[ kind ].some(
			( noun ) => noun && word.endsWith( noun ) &&
				( noun.length > 1 || ( word.length > 2 && ( i === 0 || i === words.length - 1 ) ) )
		) );
	}

	/**
	 * @param {number} start
	 * @param {number} end
	 * @param {string} low
	 * @param {string} kind
	 * @return {Span|null}
	 */
	_name( start, end, low, kind ) {
		const lexicon = this.lexicon;
		const refused = lexicon.refused.name;
		if ( text.any( low, text.isDigit ) || refused.has( low ) ) {
			return null;
		}
		if ( lexicon.wording.goesOn.some( ( verb ) => low.lastIndexOf( verb, 0 ) === 0 ) ) {
			return null; // ผม|เป็น…
		}
		if ( isHangul( low ) && end - start < HANGUL && low.indexOf( ' ' ) < 0 ) {
			return null; // `저는 화가입니다`
		}
		if ( isHangul( low ) && lexicon.towns.knows( low.slice( 0, -1 ) ) &&
			lexicon.wording.particlesOf( 'ko' ).indexOf( low[ low.length - 1 ] ) >= 0 ) {
			return null; // `강릉에 사는 …`
		}
		if ( isHangul( low ) && low.indexOf( ' ' ) >= 0 &&
			!( low.split( ' ' ).length === 2 && lexicon.wording.eastAsian.korean.test( low ) ) ) {
			return null; // `나라만 적어도`
		}
		const words = text.words( low.replace( /-/g, ' ' ) );
		if ( !words.length || refused.has( words[ 0 ] ) ) {
			return null;
		}
		if ( words.every(
			( word ) => refused.has( word ) || lexicon.tongues.has( word ) || lexicon.isCountry( word )
		) ) {
			return null;
		}
		const longest = low[ 0 ] >= '\u0e00' && low[ 0 ] <= '\u0e7f' ? 40 : 10;
		if ( unspaced( low[ 0 ] ) && low.length > longest && low.indexOf( '・' ) < 0 ) {
			return null;
		}
		const shown = this.text.slice( start, end );
		if ( shown.length <= 4 && text.isAscii( shown ) && /[A-Z]/.test( shown ) && !/[a-z]/.test( shown ) ) {
			return null;
		}
		if ( low[ low.length - 1 ] >= '\u3040' && ( low[ 0 ] < '\u0e00' || this._isOrganisation( low ) ) ) {
			return null; // `jpg里戴草帽的`; the student's card says `東都大学`
		}
		const isAlone = words.length < 2 && !unspaced( low[ 0 ] );
		const isOthers = words[ words.length - 1 ].endsWith( "'s" ); // `I'm Jane Holt's sister`
		return kind === 'fullname' && ( isAlone || isOthers ) ? null : [ start, end ];
	}

	/**
	 * @param {string} low
	 * @return {boolean} Whether a value in a script without spaces ends with a school's or firm's own word
	 */
	_isOrganisation( low ) {
		return unspaced( low[ low.length - 1 ] ) && ( this._hasOwnNoun( 'school', low ) || this._hasOwnNoun( 'org', low ) );
	}

	/**
	 * @param {string} kind
	 * @param {number} at
	 * @param {string} low
	 * @return {number} Where an organisation's word begins that a Thai name goes on behind: `แผนก โรงพยาบาล…`; -1
	 *  without one
	 */
	_fromNoun( kind, at, low ) {
		let begin = -1;
		for ( const noun of this.lexicon.plain[ kind === 'school' ? 'school' : 'org' ] ) {
			const found = noun && unspaced( noun[ 0 ] ) ? low.indexOf( noun ) : -1;
			if ( found >= 0 && found + noun.length + 2 <= low.length && ( begin < 0 || found < begin ) &&
				!eastasian.partsSyllable( this.text, at + found ) ) {
				begin = found;
			}
		}
		return begin;
	}

	/**
	 * @param {string} kind
	 * @param {string} low
	 * @return {boolean} Whether a name ends with a school's or firm's word of two characters or more: `城北高専` is no
	 *  town
	 */
	_hasOwnNoun( kind, low ) {
		return this.lexicon.plain[ kind ].some(
			( noun ) => noun.length > 1 && unspaced( noun[ 0 ] ) && noun !== low && low.endsWith( noun )
		);
	}

	/**
	 * In scripts without spaces only an organisation's own word tells it from the sentence.
	 *
	 * @param {string} kind
	 * @param {string} low
	 * @return {boolean}
	 */
	_hasNoun( kind, low ) {
		const nouns = this.lexicon.plain[ kind === 'school' ? 'school' : 'org' ]
			.filter( ( noun ) => noun && unspaced( noun[ 0 ] ) );
		return !nouns.length || nouns.some( ( noun ) => noun !== low && low.indexOf( noun ) >= 0 );
	}

	/**
	 * @param {number} start
	 * @param {number} end
	 * @param {string} low
	 * @return {Span|null}
	 */
	_place( start, end, low ) {
		const lexicon = this.lexicon;
		const refused = lexicon.refused.place;
		if ( text.any( low, text.isDigit ) || lexicon.wording.wiki.test( low ) ) {
			return null;
		}
		if ( refused.has( low ) || lexicon.months.has( low ) || lexicon.tongues.has( low ) ||
			lexicon.wording.bareArticles.has( low ) ) {
			return null; // also of `La ville où j'habite`
		}
		if ( lexicon.isCountry( low ) || ( low.slice( 0, 4 ) === 'the ' && lexicon.isCountry( low.slice( 4 ) ) ) ) {
			return null;
		}
		if ( unspaced( low[ 0 ] ) && ( lexicon.wording.travels.some( ( word ) => low.slice( -word.length ) === word ) ||
			this._isOrganisation( low ) ) ) {
			return null;
		}
		const articles = lexicon.wording.articles.get( lexicon.code );
		if ( articles && low.indexOf( ' ' ) < 0 && articles.search( this.folded, Math.max( 0, start - ARTICLE ), start ) ) {
			return null; // `aus einer Lehrerfamilie`
		}
		if ( unspaced( low[ 0 ] ) ) {
			for ( let length = Math.min( 6, low.length - 2 ); length > 1; length-- ) {
				if ( lexicon.territories.has( low.slice( 0, length ) ) ) {
					start += length;
					if ( 'のに的'.indexOf( this.folded[ start ] ) >= 0 ) {
						start++;
					}
					break;
				}
			}
		} else if ( low.indexOf( ' ' ) >= 0 ) {
			const first = text.words( low )[ 0 ];
			const caseless = !text.isCased( low[ 0 ] );
			if ( refused.has( first ) && !lexicon.particles.has( first ) ) {
				return null;
			}
			if ( caseless && lexicon.isCountry( first ) ) {
				return null;
			}
		}
		const opening = text.words( low )[ 0 ] || '';
		if ( isHangul( low ) && lexicon.wording.cases.some( ( particle ) => opening.endsWith( particle ) ) ) {
			const length = lexicon.towns.lengthAt( this.folded, start ); // 안동에 있어요, 고문헌을 읽는
			if ( length || low.indexOf( ' ' ) >= 0 ) {
				return length ? [ start, start + length ] : null;
			}
		}
		const whole = this._town( start, end );
		return whole[ 1 ] - whole[ 0 ] >= 2 || unspaced( this.text[ whole[ 0 ] ] ) ? whole : null;
	}

	/**
	 * @param {number} start
	 * @param {number} end
	 * @return {Span} The whole name of a town out of which a slot took a piece: a particle's letters stand in it, too
	 */
	_town( start, end ) {
		const towns = this.lexicon.towns;
		const begin = start - 1;
		const writtenOn = begin >= 0 && text.isAlpha( this.folded, begin ) && !unspaced( this.folded[ begin ] );
		if ( writtenOn && ( begin === 0 || !text.isAlpha( this.folded, begin - 1 ) ) ) {
			const length = towns.lengthAt( this.folded, begin );
			if ( length && begin + length >= end ) {
				return [ begin, begin + length ];
			}
		}
		return [ start, Math.max( end, start + towns.lengthAt( this.folded, start ) ) ];
	}
}

module.exports = { Acceptance: Acceptance, isHangul: isHangul };
