'use strict';

/**
 * Schools and firms by their own word: what of a run of capital words is only a beginning (`Filozofski fakultet u
 * Splitu`, `школа № 14`, `завод «Заря»`), and which of both a value is. bot/detect/institutions.py.
 */

const acceptance = require( './acceptance.js' );
const cues = require( './cues.js' );
const patterns = require( './patterns.js' );
const text = require( './text.js' );

/** @typedef {[number, number]} Span */

/** @typedef {{whole: Set<string>, begins: string[], ends: string[], stems: Set<string>}} Nouns */

const Pattern = patterns.Pattern;
const ENDS = '\\s,.;:!?()\\[\\]{}<>"«»„“”‚‘|/／\\\\…–—=\ufffc@#~*+、。，．！？：；（）「」『』【】《》〈〉・｜।॥۔؟،؛•·→';
const WORD = new Pattern( '[^' + ENDS + ']+' );
const QUOTED = new Pattern( ' ?[«„“"][^«»„“”"\\n]{2,40}[»“”"]' );
const NEAR = 70; // characters in which a number or quotation marks must stand
const WORDS = 5; // words before them
const STEM = 6; // letters of a noun whose last one may change: школа, школой
const ADJECTIVE = 4; // letters of an adjective between a noun and a name
const LONGEST_NOUN = 24; // letters before a name in which such a word begins
const ABBREVIATION = 3; // letters of a school's noun that is looked for as a word of its own
const SHORT_NOUN = 2; // letters; a shorter word for a school is inside too many others

/** @type {Map<string[], Nouns>} */
const known = new Map();

/**
 * @param {string} low
 * @param {string} noun
 * @return {boolean} Whether it stands in a value; an abbreviation of three letters as a word of its own: CEM, not in
 *  Iracema
 */
function holds( low, noun ) {
	let at = low.indexOf( noun );
	if ( noun.length !== ABBREVIATION || !text.isAscii( noun ) ) {
		return at >= 0;
	}
	while ( at >= 0 && ( ( at > 0 && text.isAlnum( low, at - 1 ) ) ||
		( at + ABBREVIATION < low.length && text.isAlnum( low, at + ABBREVIATION ) ) ) ) {
		at = low.indexOf( noun, at + 1 );
	}
	return at >= 0;
}

/**
 * @param {any} lexicon
 * @param {string} kind
 * @return {Nouns} Words for schools and firms: whole, by their beginnings and ends, by their stems
 */
function nounsOf( lexicon, kind ) {
	/** @type {string[]} */
	const nouns = lexicon.nouns[ kind ];
	let sorted = known.get( nouns );
	if ( sorted === undefined ) {
		const bare = ( /** @type {string} */ noun ) => text.strip( noun, '*' );
		const long = nouns.filter( ( noun ) => noun.length > SHORT_NOUN + 1 );
		const plain = nouns.filter( ( noun ) => noun.indexOf( '*' ) < 0 && noun.indexOf( ' ' ) < 0 );
		sorted = {
			whole: new Set( nouns.map( bare ) ),
			begins: long.filter( ( noun ) => noun.endsWith( '*' ) ).map( bare ),
			ends: long.filter( ( noun ) => noun[ 0 ] === '*' ).map( bare ).concat(
				lexicon.traits.has( 'compounds' ) ? plain.filter( ( noun ) => noun.length > ADJECTIVE ) : []
			),
			stems: new Set( plain.filter( ( noun ) => noun.length >= STEM ).map( ( noun ) => noun.slice( 0, -1 ) ) )
		};
		known.set( nouns, sorted );
	}
	return sorted;
}

/** Knows schools and firms by their own word. */
class Institutions extends acceptance.Acceptance {
	/**
	 * @param {number} start
	 * @param {number} end
	 * @param {boolean} [strict]
	 * @return {boolean} Whether a value has a school's own word in it; scripts with capitals need none, unless strict
	 */
	saysSchool( start, end, strict ) {
		const low = this.folded.slice( start, end );
		if ( acceptance.isHangul( low ) ) {
			return this._ends( low, 'school' );
		}
		const short = cues.unspaced( low[ low.length - 1 ] ) ? 1 : SHORT_NOUN;
		return ( !strict && ( low[ 0 ].toUpperCase() !== low[ 0 ] || cues.unspaced( low[ 0 ] ) ) ) ||
			this.lexicon.plain.school.some(
				( noun ) => ( !strict || noun.length > short ) && holds( low, noun )
			);
	}

	/**
	 * @param {number} start
	 * @param {number} end
	 * @return {boolean} Whether a value has a firm's own word in it and none of a school's
	 */
	saysFirm( start, end ) {
		const low = this.folded.slice( start, end );
		if ( acceptance.isHangul( low ) ) {
			return this._ends( low, 'org' ) && !this._ends( low, 'school' );
		}
		const nouns = nounsOf( this.lexicon, 'org' );
		const plain = this.lexicon.plain;
		const words = text.words( low.replace( /,/g, ' ' ) );
		const heads = words.filter( ( word ) => word.indexOf( "'" ) >= 0 ).map( ( word ) => word.split( "'" )[ 0 ] );
		return words.concat( heads ).some( // Sarı Mimarlık'ta
			( word ) => nouns.whole.has( word ) || nouns.begins.some( ( noun ) => word.startsWith( noun ) ) ||
				nouns.ends.some( ( noun ) => word.endsWith( noun ) )
		) && !this.lexicon.nouns.school.some(
			( noun, i ) => noun.length > SHORT_NOUN && holds( low, plain.school[ i ] )
		);
	}

	/**
	 * @param {string} low
	 * @param {boolean} [inflected] Also with another ending
	 * @return {boolean} Whether a word is one for schools or firms
	 */
	_isNoun( low, inflected ) {
		return [ 'school', 'org' ].some( ( kind ) => {
			const nouns = nounsOf( this.lexicon, kind );
			if ( nouns.whole.has( low ) || nouns.ends.some( ( noun ) => low.endsWith( noun ) ) ) {
				return true;
			}
			for ( let cut = Math.max( STEM - 1, low.length - 3 ); cut < low.length; cut++ ) {
				if ( inflected && nouns.stems.has( low.slice( 0, cut ) ) ) {
					return true;
				}
			}
			return false;
		} );
	}

	/**
	 * @param {number} at
	 * @param {number} start
	 * @return {number} Where a value begins that a noun in small letters leads: `z |družstva Medokvět`; else `start`
	 */
	_led( at, start ) {
		if ( !this.lexicon.traits.has( 'small_nouns' ) || start - at <= ADJECTIVE || this.text[ start - 1 ] !== ' ' ) {
			return start;
		}
		const space = this.text.lastIndexOf( ' ', start - 2 );
		const left = space < at ? at : space + 1;
		const word = this.text.slice( left, start - 1 );
		return word && text.isLower( word ) && text.count( word, text.isAlpha ) === word.length &&
			this._isNoun( this.folded.slice( left, start - 1 ), true ) ? left : start;
	}

	/**
	 * @param {number} at
	 * @param {number} start
	 * @return {boolean} Whether a firm's or school's noun leads what stands where a town may stand: `I left |družstvo
	 *  Medokvět`
	 */
	_isFirm( at, start ) {
		const left = this.lexicon.traits.has( 'small_adjectives' ) ? this._led( at, start ) : start;
		const kinds = left < start && this.lexicon.labels.get( this.folded.slice( left, start - 1 ) );
		return left < start && !( kinds && kinds.indexOf( 'location' ) >= 0 );
	}

	/**
	 * @param {number} start
	 * @param {number} end
	 * @return {boolean} Whether what stands where a town may stand is a firm's name of several words: `Volksbank Trier`
	 */
	_isBank( start, end ) {
		const low = this.folded.slice( start, end );
		return this.lexicon.traits.has( 'at_is_in' ) && low.indexOf( ' ' ) >= 0 &&
			!this.lexicon.wording.middles.has( low.slice( low.lastIndexOf( ' ' ) + 1 ) ) &&
			( this.saysFirm( start, end ) || this.saysSchool( start, end, true ) );
	}

	/**
	 * @param {number} at
	 * @param {number} limit
	 * @return {Span|null} A noun in small letters with a number or a name in quotation marks: `школу № 14`, `на заводе
	 *  «Заря»`
	 */
	_byNoun( at, limit ) {
		const lexicon = this.lexicon;
		const stop = Math.min( limit, at + NEAR );
		if ( this.lexicon.wording.numberBegins.search( this.folded, at, stop ) === null ) {
			return null;
		}
		let start = -1;
		let noun = false;
		let position = at;
		for ( let i = 0; i < WORDS; i++ ) {
			const found = WORD.match( this.text, position, stop );
			if ( found === null ) {
				return null;
			}
			const low = this.folded.slice( found.start, found.end );
			if ( lexicon.stop.has( low ) || lexicon.particles.has( low ) || !text.isAlpha( low ) ) {
				if ( start >= 0 && !noun ) {
					return null;
				}
			} else if ( start < 0 ) {
				start = found.start;
			}
			position = found.end;
			noun = noun || ( start >= 0 && this._isNoun( low, true ) );
			if ( start >= 0 ) {
				const number = this.lexicon.wording.numberSign.match( this.folded, position, limit );
				if ( number && ( noun || number.text.indexOf( '№' ) >= 0 ) ) {
					return [ start, number.end ];
				}
				const quoted = noun ? QUOTED.match( this.text, position, limit ) : null;
				if ( quoted ) {
					return [ start, quoted.end ];
				}
			}
			position += this.text.slice( position, position + 2 ) === '. ' ? 1 : 0;
			if ( this.text[ position ] !== ' ' ) {
				return null;
			}
			position++;
		}
		return null;
	}

	/**
	 * @param {string} kind
	 * @param {Span} span
	 * @param {number} limit
	 * @return {Span} A school's or firm's run of capital words with what belongs to its name behind them
	 */
	_whole( kind, span, limit ) {
		let end = span[ 1 ];
		const words = this.folded.slice( span[ 0 ], end ).split( ' ' );
		let noun = this._isNoun( words[ 0 ] ) || this._isNoun( words[ words.length - 1 ] );
		if ( !noun ) { // Borås folkhögskola, Českou zemědělskou univerzitu
			const own = this._small( end, limit, 2 ).find(
				( word ) => this._isNoun( this.folded.slice( word[ 0 ], word[ 1 ] ) )
			);
			if ( own !== undefined ) {
				noun = true;
				end = own[ 1 ];
			}
		}
		if ( noun && this.lexicon.traits.has( 'small_adjectives' ) ) {
			end = this._nextName( kind, end, limit );
		}
		if ( noun && end === span[ 1 ] && this.lexicon.traits.has( 'bare_genitives' ) &&
			this.text.slice( span[ 0 ], end ).indexOf( ' ' ) < 0 ) {
			const small = this._small( end, limit, 2 ); // Институт геологии
			end = small.length ? small[ small.length - 1 ][ 1 ] : end;
		}
		const tail = this.lexicon.wording.numberSign.match( this.folded, end, limit ) ||
			( noun ? QUOTED.match( this.text, end, limit ) : null );
		return [ span[ 0 ], tail ? tail.end : end ];
	}

	/**
	 * @param {number} at
	 * @param {number} limit
	 * @param {number} most
	 * @return {Span[]} Up to so many words in small letters behind a place, none of which ends a value
	 */
	_small( at, limit, most ) {
		/** @type {Span[]} */
		const out = [];
		const lexicon = this.lexicon;
		while ( out.length < most && this.text[ at ] === ' ' ) {
			const found = WORD.match( this.text, at + 1, limit );
			if ( found === null || !text.isLower( found.text[ 0 ] ) ) {
				break;
			}
			const low = this.folded.slice( found.start, found.end );
			if ( this.barriers.has( found.start ) && !this._isNoun( low ) ) {
				break;
			}
			if ( lexicon.stop.has( low ) || lexicon.particles.has( low ) || low.length < ADJECTIVE ) {
				break;
			}
			out.push( [ found.start, found.end ] );
			at = found.end;
		}
		return out;
	}

	/**
	 * @param {string} kind
	 * @param {number} end
	 * @param {number} limit
	 * @return {number} Where a name ends that goes on behind adjectives: `Institut|d'études politiques de Lille`; else
	 *  `end`
	 */
	_nextName( kind, end, limit ) {
		let small = this._small( end, limit, 2 );
		let at = small.length ? small[ small.length - 1 ][ 1 ] : end;
		for ( let left = small.length ? 2 : 4; left > 0; left-- ) {
			const found = this.text[ at ] === ' ' ? WORD.match( this.text, at + 1, limit ) : null;
			if ( found === null ) {
				return end;
			}
			const low = this.folded.slice( found.start, found.end );
			if ( text.isUpper( found.text ) && !this.lexicon.stop.has( low ) ) {
				const span = /** @type {any} */ ( this )._capitals( kind, found.start, limit ); // runs.js
				return span !== null && span[ 0 ] === found.start ? span[ 1 ] : end;
			}
			if ( this.lexicon.particles.has( low ) ) {
				at = found.end;
				continue;
			}
			small = small.length ? [] : this._small( at, limit, 1 ); // Centre de recherche Roussel
			if ( !small.length ) {
				return end;
			}
			at = small[ 0 ][ 1 ];
		}
		return end;
	}

	/**
	 * @param {number} start
	 * @param {number} end
	 * @return {Span} A name with the word in small letters before it that says what it is: `lycée|Louis`
	 */
	withNoun( start, end ) {
		if ( this.text[ start - 1 ] !== ' ' ) {
			return [ start, end ];
		}
		const before = this.folded.slice( Math.max( 0, start - LONGEST_NOUN ), start - 1 );
		const word = before.slice( Math.max( before.lastIndexOf( ' ' ), before.lastIndexOf( "'" ) ) + 1 );
		return this._isNoun( word ) ? [ start - 1 - word.length, end ] : [ start, end ];
	}
}

module.exports = { Institutions: Institutions, WORD: WORD };
