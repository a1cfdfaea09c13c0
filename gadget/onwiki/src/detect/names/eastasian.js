'use strict';

/** Judging names that are written without spaces: Chinese, Japanese and Korean. bot/detect/names/eastasian.py. */

const lists = require( './lists.js' );
const text = require( './text.js' );

/** @typedef {import('./lexicon.js').Lexicon} Lexicon */

const SURE = 2;
const LIKELY = 1.5;
const MAYBE = 1;

/**
 * @param {string[]} parts
 * @param {Lexicon} lexicon
 * @return {number} A family syllable and a given name of two syllables (or known double family names), 0..2
 */
function korean( parts, lexicon ) {
	let name = parts.join( '' );
	if ( parts.length > 2 || lexicon.words.has( name ) || parts.some( ( part ) => lexicon.words.has( part ) ) ) {
		return 0;
	}
	for ( let size = 3; size < name.length; size++ ) {
		if ( lexicon.words.has( name.slice( 0, size ) ) ) {
			return 0;
		}
	}
	const first = lexicon.more( 'ko.first' );
	const last = lexicon.more( 'ko.last' );
	if ( parts.length === 2 && parts[ 1 ].length <= 2 && parts[ 0 ].length === 2 &&
		!lexicon.family.has( parts[ 0 ] ) ) {
		name = parts[ 1 ] + parts[ 0 ]; // the given name first
	}
	for ( const size of [ 2, 1 ] ) {
		const family = name.slice( 0, size );
		const given = name.slice( size );
		if ( lexicon.family.has( family ) && given.length === 2 && first.has( given[ 0 ] ) && last.has( given[ 1 ] ) ) {
			return size === 2 ? SURE : LIKELY;
		}
		if ( parts.length === 2 && family === parts[ 0 ] && lexicon.family.has( family ) && given.length === 1 &&
			first.has( given ) ) {
			return MAYBE + 0.3;
		}
	}
	return 0;
}

/**
 * @param {string[]} parts
 * @param {Lexicon} lexicon
 * @return {number} One or two family characters and one or two characters of given names, 0..2
 */
function chinese( parts, lexicon ) {
	const name = parts.join( '' );
	if ( parts.length > 2 || name.length < 2 || name.length > 4 || lexicon.words.has( name ) ||
		( name.length === 3 && lexicon.words.has( name.slice( 0, 2 ) ) ) ) {
		return 0;
	}
	const characters = lexicon.more( 'zh.characters' );
	for ( const size of [ 2, 1 ] ) {
		const family = name.slice( 0, size );
		const given = name.slice( size );
		const known = lexicon.family.get( family );
		if ( known === undefined || !given || !lists.both( known.lists, lexicon.bit( [ 'zh' ] ) ) ||
			( parts.length === 2 && parts[ 0 ] !== family ) ) {
			continue;
		}
		if ( given.length === 2 && characters.has( given[ 0 ] ) && characters.has( given[ 1 ] ) ) {
			return size === 2 ? SURE : LIKELY;
		}
		if ( given.length === 1 && ( size === 1 ? lexicon.more( 'zh.single' ) : characters ).has( given ) ) {
			return LIKELY - 0.1;
		}
	}
	return 0;
}

/**
 * @param {string[]} parts
 * @param {Lexicon} lexicon
 * @param {Lexicon} kana
 * @return {number} A Japanese family name in kanji and a given name in kanji or kana, 0..2
 */
function japanese( parts, lexicon, kana ) {
	const name = parts.join( '' );
	if ( parts.length > 2 || name.length < 3 || name.length > 7 || lexicon.words.has( name ) ) {
		return 0;
	}
	let best = 0;
	for ( const size of [ 3, 2, 1 ] ) {
		const family = name.slice( 0, size );
		const given = name.slice( size );
		const found = lexicon.family.get( family );
		if ( found === undefined || !lists.both( found.lists, lexicon.bit( [ 'ja' ] ) ) || !given ||
			( parts.length === 2 && parts[ 0 ] !== family ) ) {
			continue;
		}
		const value = japaneseGiven( given, lexicon, kana );
		best = Math.max( best, size === 1 && parts.length === 1 && name.length === 3 ? value * 0.8 : value );
	}
	return best;
}

/**
 * @param {string} given
 * @param {Lexicon} lexicon
 * @param {Lexicon} kana
 * @return {number}
 */
function japaneseGiven( given, lexicon, kana ) {
	if ( lists.both( lexicon.words.get( given ) || 0, lexicon.bit( [ 'ja' ] ) ) ) { // 花子 is a word in Chinese alone
		return 0;
	}
	if ( kana.given.has( text.hiragana( given ) ) ) {
		return SURE;
	}
	const first = lexicon.more( 'ja.first' );
	const middle = lexicon.more( 'ja.middle' );
	const last = lexicon.more( 'ja.last' );
	switch ( given.length ) {
		case 1:
			return lexicon.more( 'ja.single' ).has( given ) ? LIKELY - 0.1 : 0;
		case 2:
			return first.has( given[ 0 ] ) && last.has( given[ 1 ] ) ? SURE : 0;
		case 3:
			return ( first.has( given[ 0 ] ) || middle.has( given[ 0 ] ) ) && middle.has( given[ 1 ] ) &&
				last.has( given[ 2 ] ) ? LIKELY : 0;
	}
	return 0;
}

/**
 * @param {string[]} parts
 * @param {Lexicon} kana
 * @return {number} Japanese names in hiragana or katakana; foreign names in katakana with a middle dot, 0..2
 */
function kanaOnly( parts, kana ) {
	const folded = parts.map( text.hiragana );
	if ( folded.some( ( part ) => kana.words.has( part ) ) ) {
		return 0;
	}
	if ( folded.length >= 2 ) {
		const one = folded[ 0 ];
		const other = folded[ folded.length - 1 ];
		return ( kana.given.has( one ) && kana.family.has( other ) ) ||
			( kana.given.has( other ) && kana.family.has( one ) ) ? SURE : 0;
	}
	const name = folded[ 0 ];
	for ( let size = 3; name.length >= 5 && size < name.length - 1; size++ ) {
		if ( kana.family.has( name.slice( 0, size ) ) && kana.given.has( name.slice( size ) ) ) {
			return LIKELY;
		}
	}
	return 0;
}

module.exports = { chinese: chinese, japanese: japanese, kanaOnly: kanaOnly, korean: korean };
