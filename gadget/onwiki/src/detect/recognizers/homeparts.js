'use strict';

/** Where an address that nothing introduces begins and ends. bot/detect/recognizers/homes.py. */

const cues = require( '../cues.js' );
const dates = require( '../dates.js' );
const patterns = require( '../patterns.js' );
const Sign = require( '../signs.js' ).Sign;
const streets = require( './streets.js' );
const text = require( '../text.js' );

/**
 * @typedef {import('../regions.js').Block} Block
 * @typedef {import('../view.js').Span} Span
 * @typedef {import('../view.js').View} View
 */

const Pattern = patterns.Pattern;
const L = '[\\p{L}\\p{Nl}\\p{No}]'; // a letter, as Python's [^\W\d_]
const W = '[^\\s0-9,،;:!?()।|\\ufffc]'; // of a word; combining signs are in it
const WORDLY = '\\p{L}\\p{N}_';
const LEFT = new Pattern( '(' + W + '{1,20} |' + W + '{0,8} ?[0-9][0-9a-z/]{0,7}[,،]? )$', '', '^\\s(:„"' );
const NAME = new Pattern( '(' + W + '{2,20})[ \\-]$' );
const WORD = new Pattern( W + '{2,20}' );
const OVER = new Pattern( '([a-z]?)(?:\\.| (' + L + '{1,3})) (?=' + L + ')', 'u', '^0-9' );
const ENDING = new Pattern( "['’](?=" + L + ')', 'u', '^0-9' ); // No: 7|'de
const STOP = new Pattern( '(' + L + '{3,20})\\. (?=' + L + ')', 'u', '\\p{L}\\p{N}' );
const DIGIT = new Pattern( '[0-9]' );
const PART = new Pattern( '[^,،]{1,60}' );
const LAST = /^[^]*[0-9][a-z]?/;
const POSTED = new Pattern(
	'[0-9]{1,4}[a-z]?(?:/[0-9]{1,4})?, (?:[0-9]{3} ?[0-9]{2}|[0-9]{2}-[0-9]{3}|[0-9]{4}(?: ?[A-Z]{2})?) ' +
	'(' + L + '[\\p{L}\\p{N}]{2,24})', 'u'
);
const PLAIN = new Pattern( '[0-9]{1,4}[A-Za-z]?(?:/[0-9]{1,4}[a-z]?)?(?= ?(?:[,.;)\\n–—\\ufffc]|$))' );
const UNCASED = /[\u05d0-\u05ea\u0620-\u06d3]/;
const TOWN_WORDS = 2;
const BEFORE = 40; // characters around a house's number in which its street is named
const BEHIND = 32;
const LATER = 28; // characters behind a street's word in which its name stands
const SMALL = 3; // letters of a word inside a street's name that has no capital
const SENT = 70; // characters between a word for sending and the house's number

/**
 * @param {View} view
 * @param {number} end
 * @param {number} number
 * @return {boolean} Whether only names and small words of names lead from a street's word to its number: not
 *  `Elm Road at 10`
 */
function goesOn( view, end, number ) {
	const lexicon = view.lexicon;
	return WORD.all( view.text, end, number ).every( ( found ) => {
		const word = found.text;
		return !text.isLower( word ) || ".'’º°".indexOf( word[ word.length - 1 ] ) >= 0 || lexicon.particles.has( word ) ||
			lexicon.nouns.street.indexOf( word ) >= 0 || ( found.end >= number - 2 && !lexicon.stop.has( word ) );
	} );
}

/**
 * @param {View} view
 * @param {Span} span
 * @return {Span} An address without what follows its number: `Elm Road 5. I pay …`, `Polní 5 a …`; `u. 5. em. 3` stays
 */
function shorter( view, span ) {
	const start = span[ 0 ];
	const end = span[ 1 ];
	const folded = view.folded;
	const number = DIGIT.search( folded, start, end );
	if ( number !== null && UNCASED.test( view.text[ start ] ) ) {
		return [ start, withoutClause( folded, number.start, end ) ];
	}
	const ending = ENDING.search( folded, start, end );
	if ( ending !== null ) {
		return [ start, ending.start ];
	}
	const words = streets.streetsOf( view );
	for ( const found of OVER.all( folded, start, end ) ) {
		const word = found.groups[ 2 ];
		if ( word === undefined ? words.at( folded, found.end, end ) === null :
			view.lexicon.wording.conjunctions.has( word ) ) {
			return [ start, found.start + found.groups[ 1 ].length ];
		}
	}
	for ( const found of STOP.all( view.text, number === null ? end : number.start, end ) ) {
		const word = found.groups[ 1 ];
		if ( view.lexicon.nouns.street.indexOf( word.toLowerCase() + '.' ) < 0 &&
			DIGIT.search( folded, found.end, end ) === null ) {
			return [ start, found.start + word.length ];
		}
	}
	return span;
}

/**
 * @param {string} folded
 * @param {number} number
 * @param {number} end
 * @return {number} Where an address ends in a script without capitals: with its last number, or a town of a word or two
 *  behind it
 */
function withoutClause( folded, number, end ) {
	let last = number;
	for ( const found of PART.all( folded, number, end ) ) {
		const digits = LAST.exec( found.text );
		if ( digits ) {
			last = found.start + digits[ 0 ].length;
			if ( digits[ 0 ].length < found.text.length ) {
				return last;
			}
		} else {
			const town = text.words( found.text ).length <= TOWN_WORDS &&
				( found.end >= end || ',،'.indexOf( folded[ found.end ] ) >= 0 );
			return town ? found.end : last;
		}
	}
	return last;
}

/**
 * @param {View} view
 * @param {Block} block
 * @param {number} begin Of the word that holds the street's
 * @param {Span} street
 * @param {number} number
 * @return {boolean} Whether a street has a name, inside its word, right before it or right behind: not `Flat 7`,
 *  `page 3, hill`
 */
function isNamed( view, block, begin, street, number ) {
	const shown = view.text;
	const start = street[ 0 ];
	const end = street[ 1 ];
	const cased = text.isCased( shown[ start ] );
	if ( start > begin && ( text.isUpper( shown, begin ) || !cased ) ) {
		return true;
	}
	const before = NAME.search( shown, Math.max( block.start, begin - 24 ), begin );
	if ( before && text.isUpper( before.text ) ) {
		return !dates.isMonth( before.groups[ 1 ].toLowerCase(), view.lexicon );
	}
	const stop = end <= number ? number : Math.min( block.end, end + LATER );
	for ( const found of WORD.all( shown, end, stop ) ) {
		if ( text.isUpper( found.text ) ) {
			return !dates.isMonth( found.text.toLowerCase(), view.lexicon );
		}
		const low = text.rstrip( found.text.toLowerCase(), '.' );
		if ( !cased ) {
			return !view.lexicon.stop.has( low );
		}
		if ( found.text.length > SMALL && !view.lexicon.particles.has( low ) ) {
			return false;
		}
	}
	return !cased && before !== null;
}

/**
 * @param {View} view
 * @param {number} floor
 * @param {number} at
 * @return {number} Where an address begins: the capital words and numbers right before its street
 */
function leftwards( view, floor, at ) {
	const shown = view.text;
	if ( cues.unspaced( shown[ at ] ) || ( !text.isCased( shown[ at ] ) && !text.isDigit( shown, at ) ) ) {
		return at;
	}
	for ( let i = 0; i < 5; i++ ) {
		const found = LEFT.search( shown, floor, at );
		if ( found === null || !( text.isUpper( found.text ) || /[0-9]/.test( found.text ) ) ) {
			break;
		}
		const at0 = at;
		if ( [ Sign.SELF, Sign.OTHERS, Sign.ROLE ].some( ( what ) => view.has( what, found.start, at0 ) ) ) {
			break;
		}
		at = found.start;
	}
	return at;
}

/**
 * @param {View} view
 * @param {Block} block
 * @param {number} number
 * @return {Span|null} `Polní 14, 586 01 Jihlava`: a name, a house's number, a post code and a town
 */
function postedAt( view, block, number ) {
	const found = POSTED.match( view.text, number, Math.min( block.end, number + BEHIND + BEFORE ) );
	if ( found === null || !text.isUpper( found.groups[ 1 ] ) ) {
		return null;
	}
	const at = leftwards( view, Math.max( block.start, number - BEFORE ), number );
	return at < number ? [ at, found.end ] : null;
}

/**
 * @param {View} view
 * @param {Block} block
 * @param {number} number
 * @param {number} sent Where the last word for sending or living before it ends; -1 where none is
 * @return {Span|null} `postcards to Am Anger 10`: a name and a number, shortly behind a word for sending or living
 */
function toldAt( view, block, number, sent ) {
	const found = sent < Math.max( block.start, number - SENT ) ? null : PLAIN.match( view.text, number, block.end );
	if ( sent < 0 || found === null ) {
		return null;
	}
	const floor = Math.max( sent, number - BEFORE );
	let at = number;
	if ( number > 1 && UNCASED.test( view.text[ number - 2 ] ) ) {
		const name = found.text.indexOf( '/' ) >= 0 ? NAME.search( view.text, floor, number ) : null;
		at = name === null ? number : name.start;
	} else {
		at = leftwards( view, floor, number );
	}
	if ( at === number || DIGIT.search( view.text, at, number ) !== null || view.sentence( at )[ 0 ] > sent ) {
		return null;
	}
	const lexicon = view.lexicon;
	const other = text.words( view.text.slice( at, number ).toLowerCase() ).some(
		( part ) => lexicon.wording.rooms.has( part ) || lexicon.stop.has( part ) || dates.isMonth( part, lexicon )
	);
	return other ? null : [ at, found.end ];
}

module.exports = {
	BEFORE: BEFORE, BEHIND: BEHIND, L: L, W: W, WORDLY: WORDLY, goesOn: goesOn, isNamed: isNamed, leftwards: leftwards,
	postedAt: postedAt, shorter: shorter, toldAt: toldAt
};
