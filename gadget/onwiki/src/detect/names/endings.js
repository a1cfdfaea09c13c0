'use strict';

/**
 * What the form of a word tells: endings of family names, patronymics, and syllables of East Asian names.
 * bot/detect/names/endings.py.
 */

/** @typedef {import('./lexicon.js').Lexicon} Lexicon */

// Alphabets need longer words than scripts whose letters are syllables.
/** @type {Record<string, number>} */
const SHORTEST = { latin: 5, cyrillic: 5, greek: 5 };

/**
 * @param {Lexicon} lexicon
 * @param {string} kind
 * @return {Map<string, number>}
 */
function endingsOf( lexicon, kind ) {
	return lexicon.endings.get( kind ) || new Map();
}

/**
 * @param {string} word Folded
 * @param {Lexicon} lexicon
 * @param {string} lang
 * @return {number} How surely its ending makes it a family name: 0..0.95 (0 for short words)
 */
function familyEnding( word, lexicon, lang ) {
	if ( word.length < ( SHORTEST[ lexicon.script ] || 4 ) ) {
		return 0;
	}
	if ( lang === 'bg' ) {
		let weight = 0;
		endingsOf( lexicon, 'family-ending-bg' ).forEach( ( each, ending ) => {
			weight = !weight && word.slice( -ending.length ) === ending ? each : weight;
		} );
		if ( weight ) {
			return weight;
		}
	}
	if ( lexicon.script === 'latin' && word.length > 6 && /^(?:mc|mac|fitz)/.test( word ) ) {
		return word.slice( 0, 2 ) === 'mc' ? 0.7 : 0.5;
	}
	let value = longest( word, lexicon, 'family-ending', 2 );
	const beginnings = endingsOf( lexicon, 'family-beginning' );
	for ( let length = 2; length < word.length - 2; length++ ) {
		value = Math.max( value, beginnings.get( word.slice( 0, length ) ) || 0 );
	}
	return value;
}

/**
 * @param {string} word Folded
 * @param {Lexicon} lexicon
 * @return {number} How surely its ending makes it a given name (of two Slavic stems)
 */
function givenEnding( word, lexicon ) {
	return word.length > 6 ? longest( word, lexicon, 'given-ending', 3 ) : 0;
}

/**
 * @param {string} word Folded
 * @param {Lexicon} lexicon
 * @return {boolean} Whether it is formed like an East Slavic patronymic
 */
function isPatronymic( word, lexicon ) {
	return word.length > 6 && longest( word, lexicon, 'patronymic', 2 ) > 0;
}

/**
 * @param {string} word Folded
 * @param {Lexicon} lexicon
 * @return {boolean} Whether its ending is one that words have and names have not
 */
function isWordForm( word, lexicon ) {
	return longest( word, lexicon, 'word-ending', 0 ) > 0;
}

/**
 * @param {string} word
 * @param {Set<string>} syllables
 * @return {boolean} Whether it is one or two of the syllables, as romanised Chinese and Korean given names are
 */
function isMadeOf( word, syllables ) {
	for ( let cut = 1; cut < word.length; cut++ ) {
		if ( syllables.has( word.slice( 0, cut ) ) && syllables.has( word.slice( cut ) ) ) {
			return true;
		}
	}
	return syllables.has( word );
}

/**
 * @param {string} word
 * @param {Lexicon} lexicon
 * @param {string} kind
 * @param {number} stem
 * @return {number} The weight of the longest ending that leaves at least so many letters before it; 0 without one
 */
function longest( word, lexicon, kind, stem ) {
	const endings = endingsOf( lexicon, kind );
	for ( let start = stem; start < word.length; start++ ) {
		const weight = endings.get( word.slice( start ) );
		if ( weight !== undefined ) {
			return weight;
		}
	}
	return 0;
}

module.exports = {
	familyEnding: familyEnding, givenEnding: givenEnding, isMadeOf: isMadeOf, isPatronymic: isPatronymic,
	isWordForm: isWordForm
};
