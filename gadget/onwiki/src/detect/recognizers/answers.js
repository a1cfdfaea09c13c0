'use strict';

/**
 * A label in a line of its own and its value in the next: the questions of an interview with oneself
 * (`'''Where do you live?'''`, then `In Whitby, by the sea.`), labels that end with a colon.
 * bot/detect/recognizers/answers.py.
 */

const acceptance = require( '../acceptance.js' );
const cues = require( '../cues.js' );
const labelled = require( './labelled.js' );
const labels = require( './labels.js' );
const patterns = require( '../patterns.js' );
const regions = require( '../regions.js' );
const text = require( '../text.js' );
const views = require( '../view.js' );

/**
 * @typedef {import('../regions.js').Block} Block
 * @typedef {import('../view.js').Candidate} Candidate
 * @typedef {import('../view.js').View} View
 */

const ASKING = [ 'prose', 'item', 'term', 'heading' ];
const ANSWERING = [ 'prose', 'item' ];
const LONGEST = 80; // characters of a question
const END = 8; // characters at a line's end that may be a question mark and what closes behind it
const CLOSED = ' \'"”»)=';
const ASKS = '?？؟';
const ASKS_SEMICOLON = ASKS + ';\u037e';
const COLON = ':：'; // a heading ends with none, and articles have headings that are labels
const FREE = [ 'employer', 'location', 'real_name', 'school' ];
const COPULA = 6; // characters behind a value that ends its sentence: 姫路市|です。
const OVER = new patterns.Pattern( ' ?(?:[,.;:!()、。，،؛।/|]| ?[–—-] )' );

/**
 * @param {View} view
 * @return {Candidate[]} Every value that stands in the line behind its label's
 */
function recognize( view ) {
	/** @type {Candidate[]} */
	const out = [];
	const ends = ( view.lexicon.traits.has( 'semicolon_asks' ) ? ASKS_SEMICOLON : ASKS ) + COLON;
	const blocks = view.layout.blocks.slice( 0, views.MOST * 20 );
	for ( let number = 1; number < blocks.length; number++ ) {
		const asked = blocks[ number - 1 ];
		const block = blocks[ number ];
		if ( block.label || ANSWERING.indexOf( block.kind ) < 0 || ASKING.indexOf( asked.kind ) < 0 ||
			block.marks & regions.Mark.FOREIGN || !asks( view, asked, ends ) ) {
			continue;
		}
		const label = text.rstrip( view.text.slice( asked.start, asked.end ), '= ' ); // a heading's
		const kinds = labels.typesOf( view, label );
		if ( kinds.length ) {
			/** @type {Candidate[]} */
			const found = [];
			labelled.valuesBeside( view, block, label, kinds, false, found );
			answers( view, block, found ).forEach( ( each ) => out.push( each ) );
		}
	}
	return out;
}

/**
 * @param {View} view
 * @param {Block} block
 * @param {Candidate[]} found
 * @return {Candidate[]} Those that answer and are no sentence's beginning, said to be claimed by the question as the
 *  whole line is
 */
function answers( view, block, found ) {
	let first = block.start;
	while ( first < block.end && !text.isAlnum( view.text, first ) ) {
		first++;
	}
	first = first < block.end ? first : block.start;
	return found.filter( ( each ) => FREE.indexOf( each.type ) < 0 || stands( view, each, first, block.end ) ).map(
		( each ) => {
			const letter = view.text[ each.start ];
			if ( each.type === 'location' && ( cues.unspaced( letter ) || acceptance.isHangul( letter ) ) ) {
				const town = view.lexicon.towns.lengthAt( view.folded, each.start );
				each.end = town ? each.start + town : each.end; // 강릉|이요
			}
			each.cueStart = Math.min( first, each.start );
			each.signs = [ [ 'in the line behind its label', each.score ] ];
			return each;
		}
	);
}

/**
 * @param {View} view
 * @param {Candidate} value
 * @param {number} first
 * @param {number} limit
 * @return {boolean} Whether a town, school, firm or name is all that a clause says: `Whitby, by the sea`, but
 *  `Signed up in 2010`
 */
function stands( view, value, first, limit ) {
	if ( value.type === 'school' && !view.slots().saysSchool( value.start, value.end, true ) ) {
		return false;
	}
	if ( value.type === 'location' &&
		view.lexicon.shared.bornIn.has( view.folded.slice( first, value.start ).trim() ) ) {
		return true;
	}
	const rest = view.text.slice( value.end, limit );
	return rest.length <= COPULA || OVER.match( rest ) !== null;
}

/**
 * @param {View} view
 * @param {Block} block
 * @param {string} ends
 * @return {boolean} Whether a line is short and ends as a question or a label does
 */
function asks( view, block, ends ) {
	if ( block.end - block.start > LONGEST ) {
		return false;
	}
	const shown = text.rstrip( view.text.slice( Math.max( block.start, block.end - END ), block.end ), CLOSED );
	return shown !== '' && ends.indexOf( shown[ shown.length - 1 ] ) >= 0;
}

module.exports = { recognize: recognize };
