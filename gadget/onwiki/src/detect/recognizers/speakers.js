'use strict';

/**
 * Labels that are called the speaker's own: `my phone is`, `Telefonul meu:`. bot/detect/recognizers/labelled.py.
 */

const cues = require( '../cues.js' );
const patterns = require( '../patterns.js' );
const signs = require( '../signs.js' );
const text = require( '../text.js' );

/** @typedef {import('../view.js').View} View */

const Pattern = patterns.Pattern;
const FREE = [ 'real_name', 'location', 'employer', 'school' ]; // values of any words
const SEPARATOR = new Pattern( '[ ]?(?:\\([^()\\n]{1,30}\\)[ ]?)?(?::|=|–|—|→|-(?= )|;|⇒|➡|»|\\.{3,24}|…{1,8}|・{2,8})[ ]{0,2}' );
const LATER = new Pattern( ' ?([^\\s,.:;!?()\\[\\]0-9]{1,14}(?: [^\\s,.:;!?()\\[\\]0-9]{1,6})?)(?=[ :=–—-])' );
const LOOSE = new Pattern( '[^\\n.!?;:。！？]{1,20}[:][ ]?' ); // `my real name, for the curious: …`, `真名…：…`
const FAR = 24; // characters of an answer in which its first word begins
const WIKI = 16; // characters before a label in which a wiki's word stands
const CLAUSE = /[,.;:!?()]/;

/** @type {Map<any, import('../patterns.js').Pattern>} */
const copulas = new Map();

/**
 * @param {any} shared
 * @return {import('../patterns.js').Pattern} The languages' words for `is`
 */
function copulasOf( shared ) {
	let pattern = copulas.get( shared );
	if ( pattern === undefined ) {
		const isJoined = ( /** @type {string} */ word ) => cues.unspaced( word[ 0 ] ) || word[ 0 ] === "'" ||
			shared.wording.eastAsian.koreanParticles.indexOf( word ) >= 0; // written onto the label
		const spaced = shared.copulas.filter( ( /** @type {string} */ word ) => !isJoined( word ) );
		const joined = shared.copulas.filter( isJoined );
		pattern = new Pattern(
			'(?: (?:' + spaced.map( text.escape ).join( '|' ) + ') ?:? |(?:' + joined.map( text.escape ).join( '|' ) +
			')[ ,、:]{0,2})'
		);
		copulas.set( shared, pattern );
	}
	return pattern;
}

/**
 * @param {View} view
 * @param {string} kind
 * @param {number} floor
 * @param {number} start
 * @param {number} end
 * @return {number} Where the value begins after a label that no separator follows; -1 where it is none
 */
function afterWords( view, kind, floor, start, end ) {
	// One word (`name`) in a script with spaces is too little to be followed loosely.
	const small = view.folded.slice( start, end ).indexOf( ' ' ) < 0 && !cues.unspaced( view.folded[ start ] );
	const loose = kind === 'real_name' && end - start > 1 && !small ? // not 名人堂：
		LOOSE.match( view.folded, end ) : null;
	return loose ? loose.end : afterOwn( view, kind, floor, start, end );
}

/**
 * @param {View} view
 * @param {number} floor
 * @param {number} start
 * @return {boolean} Whether `my` (and at most one word more: `my new`) stands before a label
 */
function isOwnBefore( view, floor, start ) {
	return view.within( signs.Sign.SELF, Math.max( floor, start - 24 ), start ).some( ( hit ) => {
		const between = view.folded.slice( hit.end, start );
		return text.words( between ).length <= 1 && !CLAUSE.test( between );
	} );
}

/**
 * @param {View} view
 * @param {number} floor
 * @param {number} start
 * @return {boolean} Whether the word right before a label is a wiki's: `Wikipedia name: …`, `Wiki-school: …`
 */
function isWikis( view, floor, start ) {
	const before = text.rstrip( view.folded.slice( Math.max( floor, start - WIKI ), start ), ' -' );
	const word = before.slice( before.lastIndexOf( ' ' ) + 1 );
	return word !== '' && text.isWordly( word, word.length - 1 ) && view.lexicon.wording.wiki.test( word );
}

/**
 * @param {View} view
 * @param {string} kind
 * @param {number} floor
 * @param {number} start
 * @param {number} end
 * @return {number} Where the value begins after `my phone is`, `Telefonul meu:`; -1 where the label is not the
 *  speaker's own
 */
function afterOwn( view, kind, floor, start, end ) {
	const folded = view.folded;
	const isWord = copulasOf( view.lexicon.shared );
	const free = FREE.indexOf( kind ) >= 0;
	const copula = isWord.match( folded, end );
	if ( copula && !free && isOwnBefore( view, floor, start ) ) {
		return copula.end;
	}
	const later = LATER.match( folded, end );
	if ( later === null ||
		!view.within( signs.Sign.SELF, end, later.end ).some( ( hit ) => hit.end <= later.end ) ) {
		return -1;
	}
	const separator = SEPARATOR.match( folded, later.end );
	if ( separator ) {
		return separator.end;
	}
	const second = isWord.match( folded, later.end );
	return second && !free ? second.end : -1;
}

/**
 * @param {View} view
 * @param {string} kind
 * @param {number} at
 * @param {import('../view.js').Span} span
 * @return {boolean} Whether what a question's answer begins with is no name: the first word of a sentence (`Where do
 *  you live? Tell me on my talk page!`), or a subject (`What do you study? Lichens.`)
 */
function isEvasive( view, kind, at, span ) {
	const start = span[ 0 ];
	const end = span[ 1 ];
	if ( FREE.indexOf( kind ) < 0 || ( kind === 'school' && view.slots().saysSchool( start, end, true ) ) ) {
		return false;
	}
	if ( kind === 'school' ) {
		return true;
	}
	const shown = view.text;
	const alone = shown.slice( start, end ).indexOf( ' ' ) < 0 &&
		!text.any( shown, text.isAlnum, at, Math.min( start, at + FAR ) );
	return alone && shown[ end ] === ' ' && end + 1 < shown.length && text.isLower( shown.slice( end + 1, end + 2 ) );
}

module.exports = {
	FREE: FREE, SEPARATOR: SEPARATOR, afterWords: afterWords, isEvasive: isEvasive, isOwnBefore: isOwnBefore,
	isWikis: isWikis
};
