'use strict';

/**
 * Street addresses that nothing introduces: a street's word, its name and a house's number, wherever they stand.
 * bot/detect/recognizers/homes.py.
 */

const cues = require( '../cues.js' );
const dates = require( '../dates.js' );
const parts = require( './homeparts.js' );
const patterns = require( '../patterns.js' );
const place = require( './place.js' );
const regions = require( '../regions.js' );
const signs = require( '../signs.js' );
const streets = require( './streets.js' );
const text = require( '../text.js' );
const views = require( '../view.js' );

/**
 * @typedef {import('../regions.js').Block} Block
 * @typedef {import('../view.js').Candidate} Candidate
 * @typedef {import('../view.js').Span} Span
 * @typedef {import('../view.js').View} View
 */

const Pattern = patterns.Pattern;
const Mark = regions.Mark;
const L = parts.L;
const W = parts.W;
const LINES = [ 'prose', 'item', 'term', 'cell', 'comment', 'argument' ];
const WORTH = 0.25;
const FULL = 0.1;
const OPENED = 0.1;
const LED = 'below a line that speaks of sending or living';
const LED_WORTH = 0.2;
const BEHIND_NAME = -0.15;
const OPENING = 8; // signs before an address that begins its line
const LONGEST_LEAD = 200; // characters of a line that introduces the address below it
const LONGEST = 110;
// A house's: no year, hour, date or part of a longer number
const NUMBER = new Pattern(
	'(?!(?:1[0-9]|20)[0-9]{2}(?![0-9/]))[1-9][0-9]{0,3}(?:[a-z](?![\\p{L}\\p{N}]))?' +
	'(?![' + parts.WORDLY + ':%°]|[.,:][0-9]|[-–][0-9]{3})', 'u', parts.WORDLY + '.:#№§$€£¥+\\-/'
);
// From a street's word to the number: `. Polní `, ` Mihai Eminescu nr. `
const TO_NUMBER = new Pattern( W + '{0,3}(?:[,،]? ' + W + '{1,16}){0,4}[,،]? ?(?:' + W + '{0,2}[º°.:] ?)?$' );
// From the number to the street's word
const TO_STREET = new Pattern( '(?:[,،]? ' + W + '{1,16}){0,3}[,،]? ' + W + '{0,16}$' );
const NEXT = new Pattern( '(?:\\.|º|°|-?[\\p{L}\\p{Nl}\\p{No}_]{1,2})? (?:de )?(' + L + '{3,12})', 'u' );
const OPENS = new RegExp( '(?:^|[:–—|\\n"„«»]|[\\p{L}\\p{N}][?!.]|\\ufffc) ?$', 'u' );
const REST = new Pattern(
	'[a-z]?(?:/[0-9]{1,4}[a-z]?)?[.]?[,،] ?(?:[0-9]{2,6}[ \\-]?[0-9a-z]{0,4} ' + L + '{3}|' +
	L + '{1,12}[.:]{0,2} ?[0-9]{1,4}(?![0-9])|[0-9]{1,4}[.º])', 'u'
);
const TOWN = new Pattern( '[,،] (?:' + L + '[^\\s,.;:]{2,20})(?= ?(?:[,.;)\\n|]|$))', 'u' );
const FIRM = new RegExp( L + "[\\p{L}\\p{N}_.'’\\-]{1,20}, $", 'u' );
/** @type {Record<string, import('../patterns.js').Pattern>} */
const EAST = {
	ko: new Pattern(
		'(?:[가-힣]{1,6}(?:도|시|군|구|읍|면) ){1,4}[가-힣0-9]{1,12}(?:로|길) ?(?:[0-9]{1,3}번길 ?)?[0-9]{1,4}' +
		'(?:-[0-9]{1,3})?(?:,? ?[0-9]{1,4}(?:동|호|층)){0,2}'
	),
	ja: new Pattern(
		'[\\u3005\\u4e00-\\u9fff]{0,4}[都道府県市区郡][\\u3005-\\u30ff\\u3400-\\u9fff]{1,16}[0-9]{1,3}' +
		'(?:丁目|番地?|[\\-－−‐の])[0-9]{1,4}(?:[\\-－−‐番号の][0-9]{0,4}){0,2}'
	),
	zh: new Pattern(
		'[\\u3400-\\u9fff]{1,20}(?:路|街|巷|弄|大道|胡同|段)[0-9]{1,4}(?:[弄号號巷栋幢楼樓室单元之\\-][0-9]{0,4}){1,6}'
	)
};
const SUBJECT = new Pattern( // Jane Holt lived …
	'[^\\p{L}\\p{N}_]{0,4}(?:(?![a-zà-öø-ÿа-яё])' + L + "[\\p{L}\\p{N}_'’\\-]{1,20} ){2,4}(?![A-ZÀ-ÖØ-ÞА-ЯЁ])" + L, 'u'
);
const OF_NAME = -0.25;
const DISTRICT = /[省市区區县縣鎮镇乡鄉村]/;
const LEADS = '在于於是到至往'; // before a Chinese address
const DIGITS = new Pattern( '[0-9]{1,4}' );

/**
 * @param {View} view
 * @return {Candidate[]} Addresses in any line; whose they are is ownership's question
 */
function recognize( view ) {
	/** @type {Candidate[]} */
	const out = [];
	let room = views.MOST * 2;
	const east = EAST[ view.lexicon.code ];
	const sent = view.contexts( 'address' ).map( ( hit ) => hit.end ).sort( ( a, b ) => a - b );
	for ( const block of view.layout.blocks.slice( 0, views.MOST * 20 ) ) {
		if ( !mayHold( block ) ) {
			continue;
		}
		let done = block.start;
		for ( const number of east ? DIGITS.all( view.folded, block.start, block.end, room + 1 ) : [] ) {
			if ( --room < 0 ) {
				return out;
			}
			const from = Math.max( done, number.start - parts.BEFORE );
			const stop = Math.min( block.end, number.end + parts.BEHIND );
			const found = number.start < done ? null : east.search( view.folded, from, stop );
			if ( found !== null ) {
				let at = found.end;
				while ( at > found.start && LEADS.indexOf( view.text[ at - 1 ] ) < 0 ) {
					at--;
				}
				out.push( candidateOf( view, block, [ at, found.end ] ) );
				done = found.end;
			}
		}
		for ( const number of NUMBER.all( view.folded, block.start, block.end, room + 1 ) ) {
			if ( --room < 0 ) {
				return out;
			}
			if ( number.start < done || isDay( view, number.end ) ) {
				continue;
			}
			let span = around( view, block, number.start, number.end ) || parts.postedAt( view, block, number.start );
			const sign = span === null ? 'a name and a number, behind a word for sending' : undefined;
			span = span || parts.toldAt( view, block, number.start, lastBefore( sent, number.start ) );
			if ( span !== null ) {
				out.push( candidateOf( view, block, span, sign ) );
				done = span[ 1 ];
			}
		}
	}
	return out;
}

/**
 * @param {number[]} sorted
 * @param {number} at
 * @return {number} The last of them up to `at`; -1 where none is
 */
function lastBefore( sorted, at ) {
	const index = regions.bisectRight( sorted, at ) - 1;
	return index < 0 ? -1 : sorted[ index ];
}

/**
 * @param {View} view
 * @param {number} end
 * @return {boolean} Whether a month follows a number
 */
function isDay( view, end ) {
	const word = NEXT.match( view.folded, end );
	return word !== null && dates.isMonth( word.groups[ 1 ], view.lexicon );
}

/**
 * @param {Block} block
 * @return {boolean}
 */
function mayHold( block ) {
	if ( LINES.indexOf( block.kind ) < 0 || block.marks & Mark.FOREIGN ) {
		return false;
	}
	const boxed = block.kind === 'argument' && !text.allDigits( block.label );
	return !boxed || ( block.marks & ( Mark.OWNER_BOX | Mark.USERBOX ) ) !== 0;
}

/**
 * @param {View} view
 * @param {Block} block
 * @param {number} left
 * @param {number} right
 * @return {Span|null} The address whose house's number stands at [left, right)
 */
function around( view, block, left, right ) {
	const folded = view.folded;
	const lexicon = view.lexicon;
	const floor = Math.max( block.start, left - parts.BEFORE );
	const limit = Math.min( block.end, right + parts.BEHIND );
	const words = streets.streetsOf( view );
	let next = floor;
	for ( ;; ) {
		const street = words.find( folded, next, limit );
		if ( street === null ) {
			return null;
		}
		next = street.end;
		if ( lexicon.wording.rooms.has( street.text ) || cues.unspaced( street.text[ 0 ] ) ) {
			continue;
		}
		let begin = street.start;
		while ( begin > floor && text.isAlpha( folded, begin - 1 ) && !cues.unspaced( folded[ begin ] ) ) {
			begin--;
		}
		if ( begin === street.start - 1 && lexicon.attached.has( folded[ begin ] ) ) {
			begin++; // ל|שדרות
		}
		let at = left;
		if ( street.end <= left && TO_NUMBER.match( folded, street.end, left ) !== null &&
			parts.goesOn( view, street.end, left ) ) {
			at = begin;
		} else if ( street.start < right || TO_STREET.match( folded, right, street.start ) === null ||
			!hasCapitals( view.text.slice( right, street.start ) ) ) {
			continue;
		}
		if ( !parts.isNamed( view, block, begin, [ street.start, street.end ], left ) ) {
			continue;
		}
		at = parts.leftwards( view, floor, at );
		const mail = folded.slice( at, Math.min( block.end, at + LONGEST ) ).indexOf( '@' ) + at;
		const stop = mail > right ? folded.slice( at, mail ).lastIndexOf( ' ' ) + at : block.end;
		const span = place.addressAt( view, at, stop );
		if ( span !== null && span[ 0 ] <= left && left < span[ 1 ] ) {
			return parts.shorter( view, span );
		}
	}
}

/**
 * @param {string} shown
 * @return {boolean} Whether no word is small, apart from short ones
 */
function hasCapitals( shown ) {
	return text.words( shown ).map( ( word ) => text.strip( word, ',،.' ) ).every(
		( word ) => !word || !text.isLower( word ) || word.length <= 3
	);
}

/**
 * @param {View} view
 * @param {Block} block
 * @return {boolean} Whether the line above speaks of sending or living
 */
function isLed( view, block ) {
	const above = block.index ? view.layout.blocks[ block.index - 1 ] : block;
	if ( above === block || above.section !== block.section || above.end - above.start > LONGEST_LEAD ) {
		return false;
	}
	return [ signs.Sign.LABEL, signs.Sign.CONTEXT ].some(
		( what ) => view.within( what, above.start, above.end ).some( ( hit ) => hit.what === 'address' )
	);
}

/**
 * @param {View} view
 * @param {Block} block
 * @param {Span} span
 * @param {string} [sign]
 * @return {Candidate}
 */
function candidateOf( view, block, span, sign ) {
	const candidate = new views.Candidate(
		'address', span, WORTH, 'shared.home', 'shape', sign || 'a street, its name and a number'
	);
	candidate.block = block;
	const shown = view.text.slice( span[ 0 ], span[ 1 ] );
	const number = /[0-9]+/.exec( view.folded.slice( span[ 0 ], span[ 1 ] ) );
	if ( number ) {
		const behind = number.index + number[ 0 ].length;
		const town = TOWN.search( shown, behind );
		if ( REST.match( view.folded, span[ 0 ] + behind, span[ 1 ] ) !== null ||
			( town !== null && !text.isLower( town.text[ 2 ] ) ) ) {
			candidate.add( 'with a town, a post code or a flat', FULL );
		}
	}
	const lead = view.text.slice( Math.max( block.start, span[ 0 ] - 24 ), span[ 0 ] );
	const firm = FIRM.exec( lead );
	const vague = view.lexicon.code === 'zh' && !DISTRICT.test( shown ); // its words are not parted
	if ( OPENS.test( lead.slice( -3 ) ) && !vague ) {
		candidate.add( "behind a mark or at a line's beginning", OPENED );
		if ( span[ 0 ] - block.start <= OPENING && !text.any( view.text, text.isAlnum, block.start, span[ 0 ] ) &&
			isLed( view, block ) ) {
			candidate.add( LED, LED_WORTH );
		}
	} else if ( firm && text.isUpper( firm[ 0 ] ) ) {
		candidate.add( 'behind a name and a comma', BEHIND_NAME );
	} else if ( view.lexicon.code !== 'de' ) {
		const start = view.sentence( span[ 0 ] )[ 0 ];
		if ( SUBJECT.match( view.text, start, span[ 0 ] ) !== null && !view.has( signs.Sign.SELF, start, span[ 0 ] ) ) {
			candidate.add( 'in a sentence that begins with a name', OF_NAME );
		}
	}
	return candidate;
}

module.exports = { LED: LED, recognize: recognize };
