'use strict';

/**
 * Judging names whose parts are written apart: given x family, in alphabets and in Indic and Thai script.
 * bot/detect/names/alphabetic.py.
 */

const endings = require( './endings.js' );
const lists = require( './lists.js' );

/**
 * @typedef {import('./lexicon.js').Lexicon} Lexicon
 *
 * One part of a name: what the lists and its form say of it.
 *
 * @typedef {{word: string, given: number, givenLists: number, family: number, familyLists: number, words: number,
 *  plausible: boolean, capital: boolean, afterParticle: boolean}} Part
 *
 * The parts in one reading: words, whether each began with a capital, and stood behind a particle.
 *
 * @typedef {{words: string[], capitals: boolean[], particles: boolean[]}} Reading
 */

const MOST_PARTS = 5;
const SURELY_GIVEN = 0.95;
const AFTER_ARABIC_PARTICLE = 0.95; // nothing but a family follows آل, بن, أبو inside a name
const EAST_ASIAN = 'zh-ko-latn';
// What an unknown word that could be a name weighs beside a known one.
const UNKNOWN_FAMILY = 0.4;
const UNKNOWN_LOWER = 0.27;
const UNKNOWN_GIVEN = 0.4;
const UNKNOWN_AFTER_PARTICLE = 0.6;
// Latin letters: most account names are words in them, and no list holds all words ("KelpForester").
const UNKNOWN_GIVEN_LATIN = 0.25;
// Known as given and as a word of the wiki's language or English; of another language.
const WORD_HERE = 0.65;
const WORD_ELSEWHERE = 0.85;
const WORD_LOWER = 0.4; // written as the word it is: "Cervantes fan"
// A father's or grandfather's given name stands where others have a family name.
const PATRONYMIC_LISTS = [ 'ar-fa-ur-latn', 'id-ms', 'sw', 'indic-latn', 'ar', 'fa-ur', 'ta', 'te', 'bn' ];
/** @type {Array<[string, string]>} */
const SPELLINGS = [
	[ 'ae', 'a' ], [ 'oe', 'o' ], [ 'ue', 'u' ], [ 'aa', 'a' ], [ 'ss', 's' ], [ 'ph', 'f' ], [ 'y', 'i' ]
];
const ALPHABETS = [ 'latin', 'cyrillic', 'greek' ];
const NOTHING = { weight: 0, lists: 0 };
const ONLY_LETTERS = new RegExp( '^\\p{L}+$', 'u' );

/** Scores the parts of an account name in one script. */
class Judge {
	/**
	 * @param {Lexicon} lexicon The script's lists
	 * @param {Set<string>} places Towns that are one word
	 * @param {string} lang The wiki's language code
	 */
	constructor( lexicon, places, lang ) {
		this.lexicon = lexicon;
		this.places = places;
		this.lang = lang;
	}

	/**
	 * @param {string[]} folded The parts as the lists have them
	 * @param {boolean[]} capital Which began with a capital (all in scripts without case)
	 * @param {number} here Lists of words of the wiki's language
	 * @param {(word: string) => [number, number]} elsewhere A word's weights in another script's lists
	 * @return {number} How surely the parts are a given and a family name: 0..2; 1.2 and more is a name
	 */
	score( folded, capital, here, elsewhere ) {
		let best = 0;
		for ( const reading of this._readings( folded, capital ) ) {
			const parts = reading.words.map( ( word, i ) => this._part(
				word, reading.capitals[ i ], reading.particles[ i ], here, elsewhere
			) );
			best = Math.max( best, this._best( parts ) );
		}
		return best;
	}

	/**
	 * @param {string[]} folded
	 * @param {boolean[]} capital
	 * @return {Reading[]} The parts with joined prefixes (Mc Donald), once without particles and once with them
	 */
	_readings( folded, capital ) {
		const special = this.lexicon.particles;
		const whole = this._joined( folded, capital );
		const words = whole.words;
		/** @type {Reading} */
		const dropped = { words: [], capitals: [], particles: [] };
		let pending = false;
		words.forEach( ( word, at ) => {
			if ( special.has( word ) && words.length > 2 && at < words.length - 1 ) {
				pending = true;
				return;
			}
			if ( word.length === 1 && ALPHABETS.indexOf( this.lexicon.script ) >= 0 && at > 0 &&
				at < words.length - 1 ) {
				return; // a middle initial
			}
			dropped.words.push( word );
			dropped.capitals.push( whole.capitals[ at ] );
			dropped.particles.push( pending );
			pending = false;
		} );
		const readings = dropped.words.length !== words.length ? [ dropped, whole ] : [ dropped ];
		return readings.filter( ( reading ) => reading.words.length >= 2 && reading.words.length <= MOST_PARTS );
	}

	/**
	 * @param {string[]} folded
	 * @param {boolean[]} capital
	 * @return {Reading}
	 */
	_joined( folded, capital ) {
		const lexicon = this.lexicon;
		/** @type {Reading} */
		const out = { words: [], capitals: [], particles: [] };
		for ( let at = 0; at < folded.length; at++ ) {
			const word = folded[ at ];
			const joined = word + ( folded[ at + 1 ] || '' );
			const arabic = lexicon.script === 'arabic' && this.lexicon.prefixes.has( word );
			const known = arabic || ( this.lexicon.prefixes.has( word ) && (
				lexicon.family.has( joined ) || lexicon.given.has( joined ) || word === 'mc' || word === 'mac'
			) );
			const joins = at + 1 < folded.length && known;
			out.words.push( joins ? joined : word );
			out.capitals.push( capital[ at ] );
			out.particles.push( false );
			at += joins ? 1 : 0;
		}
		return out;
	}

	/**
	 * @param {string} word
	 * @param {boolean} upper
	 * @param {boolean} particle
	 * @param {number} here
	 * @param {(word: string) => [number, number]} elsewhere
	 * @return {Part}
	 */
	_part( word, upper, particle, here, elsewhere ) {
		const lexicon = this.lexicon;
		const script = lexicon.script;
		const knownGiven = this._find( word, lexicon.given );
		const knownFamily = this._find( word, lexicon.family );
		let given = knownGiven.weight;
		let family = knownFamily.weight;
		const words = lexicon.words.get( word ) || 0;
		const article = script === 'arabic' && word.slice( 0, 2 ) === 'ال';
		if ( script === 'arabic' && !family && !words ) {
			family = this._arabicFamily( word );
		}
		if ( !given && word.slice( 0, 3 ) === 'عبد' && word.length > 5 ) {
			given = 1;
		}
		const plain = !words && !lexicon.vocabulary.has( word );
		if ( !given && !family && plain ) {
			const weights = elsewhere( word );
			given = weights[ 0 ];
			family = weights[ 1 ];
		}
		if ( plain && !this.places.has( word ) ) {
			family = Math.max( family, endings.familyEnding( word, lexicon, this.lang ) );
			given = given || endings.givenEnding( word, lexicon );
		}
		if ( given === 1 && family < 1 && script === 'latin' ) {
			family *= 0.2; // a given name first of all: "Anna Maria", "Juan Carlos" are two of them
		}
		if ( words ) {
			const penalty = ( lists.both( words, here ) ? WORD_HERE : WORD_ELSEWHERE ) * ( upper ? 1 : WORD_LOWER );
			given *= penalty;
			family *= penalty;
		}
		const shortest = ALPHABETS.indexOf( script ) >= 0 ? 4 : 3;
		const plausible = plain && word.length >= shortest && word.length <= 18 && !this.places.has( word ) &&
			!endings.isWordForm( word, lexicon ) && !( article && word.slice( -1 ) !== 'ي' ) &&
			( script !== 'latin' || ( ONLY_LETTERS.test( word ) && /[aeiouy]/.test( word ) ) );
		return {
			word: word, given: given, givenLists: knownGiven.lists, family: family, familyLists: knownFamily.lists,
			words: words, plausible: plausible, capital: upper, afterParticle: particle
		};
	}

	/**
	 * @param {string} word
	 * @return {number} What the Arabic article makes of a word
	 */
	_arabicFamily( word ) {
		const lexicon = this.lexicon;
		if ( word.slice( 0, 2 ) === 'ال' && word.length > 4 ) {
			const bare = word.slice( 2 );
			const adjective = bare.slice( -1 ) === 'ي';
			return ( lexicon.words.has( bare ) && !adjective ) ||
				!( lexicon.family.has( bare ) || lexicon.given.has( bare ) || adjective ) ? 0 : 0.95;
		}
		return lexicon.family.has( 'ال' + word ) ? 0.85 : 0;
	}

	/**
	 * @param {string} word
	 * @param {Map<string, import('./lexicon.js').Known>} table
	 * @return {import('./lexicon.js').Known}
	 */
	_find( word, table ) {
		const found = table.get( word );
		if ( found !== undefined ) {
			return found;
		}
		if ( this.lexicon.script === 'latin' ) {
			for ( const pair of SPELLINGS ) {
				const other = word.indexOf( pair[ 0 ] ) >= 0 ?
					table.get( word.split( pair[ 0 ] ).join( pair[ 1 ] ) ) : undefined;
				if ( other !== undefined ) {
					return { weight: other.weight * 0.9, lists: other.lists };
				}
			}
		}
		return NOTHING;
	}

	/**
	 * @param {Part[]} parts
	 * @return {number}
	 */
	_best( parts ) {
		// All are words of one language: "Rosa Blanca", "Summer Hill".
		if ( parts.length > 1 && parts.reduce( ( common, part ) => lists.both( common, part.words ), lists.ALL ) ) {
			return 0;
		}
		let best = 0;
		for ( let cut = 1; cut < parts.length; cut++ ) {
			const first = parts.slice( 0, cut );
			const last = parts.slice( cut );
			best = Math.max( best, this._pair( first, last ), this._pair( last, first ) * 0.98 );
		}
		return best;
	}

	/**
	 * @param {Part} part
	 * @param {boolean} asian Its family name is an East Asian one
	 * @param {number} count How many given names there are
	 * @return {number} What a part weighs as a given name by its lists and its form
	 */
	_given( part, asian, count ) {
		if ( !part.given && asian && !part.words && [ 'pinyin', 'korean' ].some(
			( name ) => endings.isMadeOf( part.word, this.lexicon.more( EAST_ASIAN + '.' + name ) )
		) ) {
			return part.word.length > 3 || count > 1 ? 0.9 : 0.5;
		}
		return part.given || ( endings.isPatronymic( part.word, this.lexicon ) ? 0.9 : 0 );
	}

	/**
	 * @param {Part} part
	 * @param {number} count How many parts there are
	 * @return {number} What a part weighs as a family name by its lists and its form
	 */
	_family( part, count ) {
		const lexicon = this.lexicon;
		let value = part.family;
		if ( part.afterParticle && lexicon.script === 'arabic' ) {
			value = Math.max( value, AFTER_ARABIC_PARTICLE );
		}
		if ( lists.both( part.givenLists, lexicon.bit( PATRONYMIC_LISTS ) ) && count > 1 ) {
			value = Math.max( value, part.given * 0.75 );
		}
		return endings.isPatronymic( part.word, lexicon ) ? Math.max( value, 0.6 ) : value;
	}

	/**
	 * @param {Part[]} given
	 * @param {Part[]} family
	 * @return {number}
	 */
	_pair( given, family ) {
		const lexicon = this.lexicon;
		const all = given.concat( family );
		const shared = all.reduce(
			( common, part ) => lists.both( common, lists.either( part.givenLists, part.familyLists ) ), lists.ALL
		);
		const familyLists = family.reduce( ( some, part ) => lists.either( some, part.familyLists ), 0 );
		const asian = lists.both( familyLists, lexicon.bit( [ EAST_ASIAN ] ) ) > 0;
		let unknown = 0;
		let totalGiven = 0;
		let totalFamily = 0;
		for ( const part of given ) {
			let value = this._given( part, asian, given.length );
			if ( !value && part.plausible && part.capital ) {
				value = lexicon.script === 'latin' ? UNKNOWN_GIVEN_LATIN : UNKNOWN_GIVEN;
				unknown++;
			}
			if ( !value ) {
				return 0;
			}
			totalGiven += value;
		}
		for ( const part of family ) {
			let value = this._family( part, all.length );
			if ( value < UNKNOWN_FAMILY && part.plausible && ( part.afterParticle || part.given < SURELY_GIVEN ) ) {
				const guess = part.afterParticle ? UNKNOWN_AFTER_PARTICLE :
					part.capital ? UNKNOWN_FAMILY : UNKNOWN_LOWER;
				value = Math.max( value, guess );
				unknown++;
			}
			if ( !value ) {
				return 0;
			}
			totalFamily += value;
		}
		if ( unknown > 1 ) {
			return 0;
		}
		const score = totalGiven / given.length + totalFamily / family.length;
		if ( lexicon.script !== 'latin' || shared ) {
			return score;
		}
		const short = all.filter( ( part ) => part.word.length <= 3 );
		if ( short.some( ( part ) => part.words > 0 ) ) {
			return 0; // "Cervantes fan"
		}
		return score - ( short.length ? 0.2 : 0 ); // short names of different origin meet by chance
	}
}

module.exports = { Judge: Judge };
