'use strict';

/**
 * Street-level addresses: a street's word or a house number's shape, to the end of the address.
 * bot/detect/recognizers/place.py.
 */

const cues = require( '../cues.js' );
const patterns = require( '../patterns.js' );
const signs = require( '../signs.js' );
const streetWords = require( './streets.js' );
const text = require( '../text.js' );
const views = require( '../view.js' );

/**
 * @typedef {import('../view.js').Candidate} Candidate
 * @typedef {import('../view.js').Span} Span
 * @typedef {import('../view.js').View} View
 */

const Pattern = patterns.Pattern;
const L = '[\\p{L}\\p{Nl}\\p{No}]'; // a letter, as Python's [^\W\d_]

const END = new Pattern( '\\+(?=[0-9(])|[;\\n|\ufffc!?。।۔؟“”„«»「」『』"]|\\.(?=\\s+(?:' + L + '|--)|\\s*$)| [–—-] |[()（）]', 'u' );
const SHORT = new Pattern( '(?:' + L + '{1,5}|[0-9]{1,3})$', 'u', '\\p{L}\\p{N}' );
const HOUSED = new Pattern( L + '{4,} [0-9]{1,3}$', 'u' ); // `Papanastasiou 44`, but not `des 17.` or `Mah. 77.`
const UNSPACED_ADDRESS = new Pattern( '[^0-9]*(?:[0-9]+[\\-－−‐丁目番地号號室棟巷弄楼樓の之 ]*)+' );
const NUMBERED_TOWN = new Pattern(
	'[\\u3005-\\u30ff\\u3400-\\u9fff]{3,24}[0-9０-９]{1,4}(?:[\\-－−‐ー丁目番地号號室棟の之][0-9０-９]{0,4}){1,6}$'
);
// 14 Raven Meadows | Flat 3, 14 Raven Meadows
const HOUSE = new Pattern(
	'[^\\n.!?;]{0,16}?[ :]((?:' + L + '{2,9} [0-9]{1,3}, )?(?!(?:19|20)[0-9]{2} )[0-9]{1,4}[A-Za-z]? ' +
	"(?:[A-Z][\\p{L}\\p{N}_'’]+,? ){1,3}[A-Z][\\p{L}\\p{N}_'’]+)", 'u'
);
const NAMED = new Pattern( // στην Ερμού 12, …
	' ?(?:[a-zά-ώ]{1,4} )?((?:(?![a-zά-ώ])' + L + L + '{2,} ){1,3}[1-9][0-9]{0,2}' + L + '?)(?= ?(?:[,.;)\\n|\\ufffc]|$))', 'u'
);
// From its last number to its verb
const TO_VERB = new Pattern( "[0-9][a-z]?['’.\\-]?" + L + '{0,4}(?: ' + L + '{1,12}){0,2} $', 'u' );
const SMALL = new Pattern( '[ ,]+([a-zà-öø-ÿа-яё]{2,})(?=[ ,]|$)' );
const OTHER = [ 'phone', 'email', 'ip_address', 'messaging_handle' ];
const ABBREVIATED = 3; // letters of an abbreviation that may begin with a capital
const HAN = /[\u3040-\uabff]/; // Chinese and Japanese
const PARTS = '。、，,：:；;（('; // before a Chinese or Japanese address
const NUMBERED = /^[0-9]+ ?(?:[-－−‐の][0-9])/;
// Internet addresses, long numbers, telephones.
const NO_HOUSE = /[0-9]{1,3}(?:\.[0-9]{1,3}){3}|[0-9]{9}|[0-9]{3,4}-[0-9]{3,4}-[0-9]{4}/;
const LONGEST = 110;

/**
 * @param {View} view
 * @param {number} at
 * @param {number} stop
 * @return {Span|null} The address right before a word for living or sending, in a language that says it last
 */
function beforeVerb( view, at, stop ) {
	const said = view.lexicon.traits.has( 'verb_behind_address' ) && TO_VERB.search( view.folded, at, stop ) !== null;
	return said ? addressAt( view, at, stop ) : null;
}

/**
 * @param {View} view
 * @return {Candidate[]} Street addresses shortly after words for them (`postcards to …`)
 */
function recognize( view ) {
	/** @type {Candidate[]} */
	const out = [];
	for ( const hit of view.contexts( 'address' ) ) {
		const limit = view.line( hit.start )[ 1 ];
		const before = beforeVerb( view, Math.max( view.line( hit.start )[ 0 ], hit.start - LONGEST / 2 ), hit.start );
		if ( before !== null ) {
			out.push( new views.Candidate(
				'address', before, 0.6, 'shared.address', 'shape', 'street address, and its verb'
			) );
			continue;
		}
		const street = streetWords.streetIn( view, hit.end, Math.min( limit, hit.end + 70 ) );
		// postcards to 14 Raven Meadows, Hull: any name of a street
		const house = HOUSE.match( view.text, hit.end, limit );
		if ( street < 0 && house === null ) {
			continue;
		}
		const span = house !== null ? addressAt( view, house.end - house.groups[ 1 ].length, limit, true ) :
			addressAt( view, firstPart( view, hit.end, street ), limit );
		if ( span !== null ) {
			out.push( new views.Candidate(
				'address', span, 0.6, 'shared.address', 'shape', 'street address, and it is named'
			) );
		}
	}
	return out;
}

/**
 * @param {View} view
 * @param {number} at
 * @param {number} street
 * @return {number} Where the address begins: after the last lower-case word before its street, if the script has
 *  capitals
 */
function firstPart( view, at, street ) {
	if ( HAN.test( view.text[ street ] ) ) { // words are not parted: behind the last mark
		for ( let i = street - 1; i >= at; i-- ) {
			if ( PARTS.indexOf( view.text[ i ] ) >= 0 ) {
				return i + 1;
			}
		}
		return at;
	}
	if ( /[\u05d0-\u05ea]/.test( view.text[ street ] ) ) { // from the last mark, or the street's word: להביא ל|שדרות
		const marks = view.text.slice( at, street ).replace( /[^:–—]+$/, '' );
		return marks ? at + marks.length : street;
	}
	if ( view.text[ at ] >= '\uac00' && view.text[ at ] <= '\ud7a3' ) { // 주소|는 …: the rest of its word
		const space = view.text.indexOf( ' ', at );
		at = space >= 0 && space < street ? space + 1 : at;
	}
	const before = view.text.slice( at, street );
	const word = /[^\s,:]+[\s,:]+/g;
	for ( let found = word.exec( before ); found; found = word.exec( before ) ) {
		const first = found[ 0 ][ 0 ];
		if ( text.isUpper( first ) || text.isDigit( first ) || !text.isCased( first ) ) {
			return at + found.index;
		}
	}
	return at + before.lastIndexOf( ' ' ) + 1; // cartas enrolladas, nunca dobladas, a |Plaza Mayor 3
}

/**
 * @param {View} view
 * @param {number} at
 * @param {number} limit
 * @return {Span|null} An address that begins at `at` with the house's number and the street's name, whatever that is
 *  called
 */
function houseAt( view, at, limit ) {
	const found = HOUSE.match( view.text, Math.max( 0, at - 1 ), limit );
	return found && addressAt( view, found.end - found.groups[ 1 ].length, limit, true );
}

/**
 * @param {View} view
 * @param {number} at
 * @param {number} limit
 * @return {Span|null} An address that begins at `at` with a street's bare name and a number: `I live at Ermou 12`, in
 *  Greek
 */
function namedAt( view, at, limit ) {
	const found = view.lexicon.traits.has( 'streets_bare' ) ? NAMED.match( view.text, at, limit ) : null;
	return found && addressAt( view, found.end - found.groups[ 1 ].length, limit, true );
}

/**
 * A label (`Address:`) makes two parts with a number enough.
 *
 * @param {View} view
 * @param {number} at
 * @param {number} limit
 * @param {boolean} [labelled]
 * @return {Span|null} The street-level address that begins at or shortly after `at`; null without a number and a
 *  street's word
 */
function addressAt( view, at, limit, labelled ) {
	const folded = view.folded;
	while ( at < limit && !text.isAlnum( folded, at ) ) {
		at++;
	}
	let end = Math.min( limit, at + LONGEST );
	for ( const cut of END.all( folded, at, end ) ) {
		if ( cut.text !== '.' || !isAbbreviation( view, at, cut.start ) ||
			( labelled && isOver( view, at, cut.start, end ) ) ) {
			end = cut.start;
			break;
		}
	}
	let shown = folded.slice( at, end );
	const number = shown.search( /[0-9]/ );
	if ( number < 0 || shown.indexOf( '@' ) >= 0 ) {
		return null;
	}
	end = beforeOther( view, at + number, end );
	shown = folded.slice( at, end );
	const street = streetWords.streetIn( view, at, end );
	if ( street < 0 && !( labelled && ( shown.indexOf( ',' ) >= 0 || shown.trim().indexOf( ' ' ) >= 0 ) ) ) {
		return null;
	}
	if ( HAN.test( view.text[ at ] ) && !labelled && !isBesideStreet( view, at, at + number, end ) ) {
		return null;
	}
	if ( cues.unspaced( view.text[ at ] ) ) {
		const whole = UNSPACED_ADDRESS.match( folded, at, end );
		end = whole ? whole.end : end;
	} else if ( street >= 0 && !labelled ) {
		at = beginOf( view, at, Math.min( street, at + number ) );
	}
	const value = text.rstrip( withoutRest( view, view.text.slice( at, end ) ), ' ,.-' );
	const digits = text.count( value, text.isDigit );
	if ( !digits || ( labelled && digits > value.length * 0.6 ) ) {
		return null;
	}
	if ( !text.any( value, text.isDigit ) || NO_HOUSE.test( value ) ) {
		return null;
	}
	return value.length >= ( cues.unspaced( value[ 0 ] || ' ' ) ? 4 : 6 ) ? [ at, at + value.length ] : null;
}

/**
 * @param {View} view
 * @param {number} at
 * @param {number} number
 * @param {number} end
 * @return {boolean} Whether a Chinese or Japanese address's first number stands beside a street's word: not
 *  `证件号…：1101…`
 */
function isBesideStreet( view, at, number, end ) {
	const before = text.rstrip( view.folded.slice( at, number ), ' ' );
	const behind = view.folded.slice( number, end );
	const rest = behind.replace( /^[0-9 ]+/, '' );
	return ( view.lexicon.code === 'ja' && behind[ 0 ] !== '0' && NUMBERED.test( behind ) ) || view.lexicon.nouns.street.some(
		( noun ) => HAN.test( noun[ 0 ] ) && ( before.endsWith( noun ) || rest.startsWith( noun ) )
	);
}

/**
 * @param {View} view
 * @param {number} at
 * @param {number} end
 * @return {boolean} Whether an abbreviation ends there: ul., St., but not Hull.
 */
function isAbbreviation( view, at, end ) {
	const short = SHORT.search( view.folded, at, end );
	if ( short === null ) {
		return false;
	}
	const word = text.strip( view.text.slice( short.start, end ), ' ,' );
	const korean = word[ 0 ] >= '\uac00' && word[ 0 ] <= '\ud7a3'; // its sentences end with short words, too
	return !korean && ( word.length <= ABBREVIATED || !text.isUpper( word ) );
}

/**
 * @param {View} view
 * @param {number} at
 * @param {number} stop
 * @param {number} end
 * @return {boolean} Whether an address ends with the number before a full stop: a name stands before it, and no street
 *  behind
 */
function isOver( view, at, stop, end ) {
	return HOUSED.search( view.text, at, stop ) !== null && streetWords.wordIn( view, stop, end ) < 0;
}

/**
 * @param {View} view
 * @param {string} address
 * @return {string} An address without what the sentence goes on with: `5 Elm Road, Hull, with two cats`
 */
function withoutRest( view, address ) {
	const parts = address.split( ',' );
	const streets = view.lexicon.nouns.street;
	for ( let i = 1; i < parts.length; i++ ) {
		const word = parts[ i ].trim().split( ' ' )[ 0 ];
		const low = word.toLowerCase();
		if ( word.length > ABBREVIATED && text.isLower( word ) && !text.any( parts[ i ], text.isDigit ) &&
			!streets.some( ( noun ) => low.lastIndexOf( text.strip( noun, '*.' ), 0 ) === 0 ) ) {
			return beforeClause( view, parts.slice( 0, i ).join( ',' ) );
		}
	}
	return beforeClause( view, address );
}

/**
 * @param {View} view
 * @param {string} address
 * @return {string} Without the clause behind it: `9 Quarry Steps and every morning …`; `in Hull` stays. Another clause
 *  before its number leaves none: `Whitby and take the train at …`.
 */
function beforeClause( view, address ) {
	const small = SMALL.all( address );
	const number = Math.max( 0, address.search( /[0-9]/ ) );
	for ( let i = 0; i + 1 < small.length; i++ ) {
		const low = small[ i ].groups[ 1 ];
		const ends = view.lexicon.wording.conjunctions.has( low ) ||
			( small[ i ].start >= number && view.lexicon.stop.has( low ) && !view.lexicon.particles.has( low ) );
		if ( ends && small[ i + 1 ].start === small[ i ].end ) {
			return address.slice( 0, small[ i ].start );
		}
	}
	return address;
}

/**
 * @param {View} view
 * @param {number} number Where its first number stands
 * @param {number} end
 * @return {number} Where a word for a telephone or the like follows an address: `5 Elm Road, the new mobile is …`;
 *  else its end
 */
function beforeOther( view, number, end ) {
	for ( const what of [ signs.Sign.LABEL, signs.Sign.CONTEXT ] ) {
		for ( const hit of view.within( what, number, end ) ) {
			end = OTHER.indexOf( hit.what ) >= 0 ? Math.min( end, hit.start ) : end;
		}
	}
	return end;
}

/**
 * @param {View} view
 * @param {number} end
 * @param {number} floor
 * @return {Span|null} The address that ends at `end`, in scripts without spaces (`…区本町2-5-3に住んで`)
 */
function addressBefore( view, end, floor ) {
	const found = NUMBERED_TOWN.search( view.text, Math.max( floor, end - Math.floor( LONGEST / 2 ) ), end );
	return found && [ found.start, found.end ];
}

/**
 * Skip what stands before the address proper (`in der`, `at`): lower-case words before the first capital.
 *
 * @param {View} view
 * @param {number} at
 * @param {number} first
 * @return {number}
 */
function beginOf( view, at, first ) {
	while ( at < first ) {
		const stop = view.text.indexOf( ' ', at );
		if ( stop < 0 || stop >= first || stop - at > 6 || stop === at || !text.isLower( view.text[ at ] ) ) {
			break;
		}
		at = stop + 1;
	}
	return at;
}

module.exports = {
	addressAt: addressAt, addressBefore: addressBefore, houseAt: houseAt, namedAt: namedAt, recognize: recognize
};
