'use strict';

/**
 * The numbers of a text by their value, whatever the script, the grouping or the counting words:
 * bot/translation/numbers.py, in the browser. Each may be read in several ways (1.500 is 1500 or 1.5).
 */

const text = require( './text.js' );

const SPACES = ' \u00a0\u2009\u202f';
const TOKEN = new RegExp( '\\d+(?:(?:[.,\'’٬٫]|[' + SPACES + '](?=\\d{3}(?!\\d)))\\d+)*', 'g' );
const GROUPED = new RegExp( '^(?:\\d{1,3}(?:[.,\'’٬' + SPACES + ']\\d{3})+|\\d{1,3}(?:[,٬]\\d{2})*[,٬]\\d{3})$' );
const DATE = /^\d{1,4}([./])\d{1,2}\1\d{2,4}$/;
const ROMAN = /^(X{0,3}(?:IX|IV|V?I{0,3}))([a-zà-ÿа-яº°ª]{1,3})?$/;
const CLOCK = /(\d{1,2})[:.](?=[0-5]\d(?!\d|[:.]\d))/g;
const HAN = /[〇零一二三四五六七八九两兩]?[〇零一二三四五六七八九十百千万萬億亿兆两兩]+/g;
/** @type {Record<string, number>} */
const HAN_DIGITS = {
	'零': 0, '〇': 0, '一': 1, '二': 2, '两': 2, '兩': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9
};
/** @type {Record<string, number>} */
const HAN_UNITS = { '十': 10, '百': 100, '千': 1000 };
/** @type {Record<string, number>} */
const HAN_SCALES = { '万': 1e4, '萬': 1e4, '億': 1e8, '亿': 1e8, '兆': 1e12 };
const PLANE_SCALES = [ 1e4, 1e8, 1e12 ];
const IDENTIFIER = /(?:[A-Za-z][A-Za-z0-9]*[-‑–]?|#)$/;
const DEEPEST = 4;
const SHORT_SCALE = 4;
const LETTER_OR_MARK = new RegExp( '^[\\p{L}\\p{M}]$', 'u' );

/** @typedef {{written: string, readings: number[], parts: number[]}} Amount */
/** @typedef {{digits: Amount[], values: number[], scales: number[]}} Amounts */

/**
 * @param {string} said
 * @return {string} Digits and separators of every script as ASCII
 */
function ascii( said ) {
	const chars = Array.from( said );
	return chars.map( ( char, i ) => {
		const value = text.digit( char );
		if ( value >= 0 ) {
			return String( value );
		}
		const between = text.digit( chars[ i - 1 ] || '' ) >= 0 && text.digit( chars[ i + 1 ] || '' ) >= 0;
		return between && '٬،，'.indexOf( char ) >= 0 ? ',' : between && '٫．'.indexOf( char ) >= 0 ? '.' : char;
	} ).join( '' );
}

/**
 * @param {string} token One sign between two runs of digits
 * @return {number}
 */
function decimal( token ) {
	return Number( token.split( /\D/ ).join( '.' ) );
}

/**
 * @param {string} token
 * @param {string} sign The decimal sign where writers keep to one, else empty
 * @return {number[][]} One list of readings for each number that a token holds
 */
function readings( token, sign ) {
	if ( /^\d+$/.test( token ) ) {
		return [ [ Number( token ) ] ];
	}
	if ( GROUPED.test( token ) ) {
		const whole = Number( token.replace( /\D/g, '' ) );
		const signs = token.match( /[.,]/g ) || [];
		const spaced = new RegExp( '[' + SPACES + ']' ).test( token );
		if ( signs.length === 1 && !spaced && ( !sign || sign === signs[ 0 ] ) ) {
			return [ sign ? [ decimal( token ) ] : [ whole, decimal( token ) ] ];
		}
		return [ [ whole ] ];
	}
	const parts = token.match( /\d+/g ) || [];
	const separators = token.match( /\D/g ) || [];
	const apart = parts.map( ( part ) => [ Number( part ) ] );
	if ( separators.length === 1 && /[.,]/.test( separators[ 0 ] ) ) {
		return parts[ 1 ].length <= 6 ? [ [ decimal( token ) ] ] : apart;
	}
	const last = separators[ separators.length - 1 ];
	const head = token.slice( 0, token.lastIndexOf( last ) );
	if ( /[.,]/.test( last ) && GROUPED.test( head ) && head.indexOf( last ) < 0 && !DATE.test( token ) ) {
		return [ [ Number( head.replace( /\D/g, '' ) + '.' + parts[ parts.length - 1 ] ) ] ];
	}
	return apart;
}

/**
 * @param {string} rest Lower case
 * @param {string} word
 * @return {boolean}
 */
function isScale( rest, word ) {
	if ( rest.slice( 0, word.length ) !== word ) {
		return false;
	}
	const following = Array.from( rest.slice( word.length ) )[ 0 ] || '';
	return word.length > 3 || word.charCodeAt( 0 ) >= 0x0e00 || !LETTER_OR_MARK.test( following );
}

/**
 * @param {string} said
 * @param {number} start
 * @param {ChecksData} data
 * @param {number} depth
 * @return {{factor: number, tail: number, end: number}} The words that multiply, behind a number
 */
function scale( said, start, data, depth ) {
	let factor = 1;
	let position = start;
	for ( let step = 0; step < DEEPEST; step++ ) {
		let at = position;
		while ( at < said.length && ( SPACES + '-‑' ).indexOf( said[ at ] ) >= 0 && at - position < 2 ) {
			at++;
		}
		const rest = said.slice( at, at + 24 ).toLowerCase();
		const likely = data.scales[ Array.from( rest )[ 0 ] ] || [];
		const found = likely.filter( ( item ) => isScale( rest, item[ 0 ] ) )[ 0 ];
		if ( !found ) {
			break;
		}
		factor *= found[ 1 ];
		position = at + found[ 0 ].length;
		const further = position + ( said[ position ] === ' ' ? 1 : 0 );
		if ( depth < DEEPEST && PLANE_SCALES.indexOf( found[ 1 ] ) >= 0 && /\d/.test( said[ further ] || '' ) ) {
			TOKEN.lastIndex = further;
			const match = TOKEN.exec( said );
			if ( match && match.index === further ) {
				const more = scale( said, further + match[ 0 ].length, data, depth + 1 );
				const value = Math.max.apply( null, readings( match[ 0 ], '' )[ 0 ] );
				return { factor: factor, tail: value * more.factor + more.tail, end: more.end };
			}
		}
		while ( position < said.length && found[ 0 ].length > 3 && LETTER_OR_MARK.test( said[ position ] ) &&
			said.charCodeAt( position ) <= 0x2e80 ) {
			position++;
		}
		if ( said[ position ] === '.' && found[ 0 ].length <= 3 ) {
			position++;
		}
	}
	return { factor: factor, tail: 0, end: position };
}

/**
 * @param {string} run
 * @return {number} The value of a Chinese numeral
 */
function han( run ) {
	if ( Array.from( run ).every( ( char ) => HAN_DIGITS[ char ] !== undefined ) ) {
		return Number( Array.from( run ).map( ( char ) => HAN_DIGITS[ char ] ).join( '' ) );
	}
	let total = 0;
	let section = 0;
	let one = 0;
	Array.from( run ).forEach( ( char ) => {
		if ( HAN_DIGITS[ char ] !== undefined ) {
			one = HAN_DIGITS[ char ];
		} else if ( HAN_UNITS[ char ] ) {
			section += ( one || 1 ) * HAN_UNITS[ char ];
			one = 0;
		} else {
			total += ( section + one || 1 ) * HAN_SCALES[ char ];
			section = one = 0;
		}
	} );
	return total + section + one;
}

/**
 * @param {string} run
 * @return {number}
 */
function roman( run ) {
	/** @type {Record<string, number>} */
	const values = { I: 1, V: 5, X: 10 };
	let total = 0;
	for ( let i = 0; i < run.length; i++ ) {
		total += ( values[ run[ i + 1 ] ] || 0 ) > values[ run[ i ] ] ? -values[ run[ i ] ] : values[ run[ i ] ];
	}
	return total;
}

/**
 * @param {string} word
 * @param {ChecksData} data
 * @return {number[]} What words such as "million" multiply by
 */
function scalesOf( word, data ) {
	const likely = data.scales[ Array.from( word )[ 0 ] ] || [];
	return likely.filter( ( item ) => {
		const begins = word.slice( 0, item[ 0 ].length ) === item[ 0 ];
		return begins && ( item[ 0 ].length > 3 || word === item[ 0 ] );
	} ).map( ( item ) => item[ 1 ] );
}

/**
 * @param {string} said
 * @param {ChecksData} data
 * @return {number[]} The values that words may stand for; generous, since they only ever excuse a number
 */
function spoken( said, data ) {
	/** @type {number[]} */
	let found = [];
	text.words( said ).forEach( ( word ) => {
		const lower = word.toLowerCase();
		lower.split( '-' ).forEach( ( part ) => {
			if ( data.numberWords[ part ] !== undefined ) {
				found.push( data.numberWords[ part ] );
			}
		} );
		found = found.concat( scalesOf( lower, data ) );
		const numeral = ROMAN.exec( word );
		if ( numeral && numeral[ 1 ] ) {
			found.push( roman( numeral[ 1 ] ) );
		}
	} );
	found.filter( ( ten ) => ten >= 20 && ten < 100 && ten % 10 === 0 ).forEach( ( ten ) => {
		found.filter( ( one ) => one > 0 && one < 10 ).forEach( ( one ) => found.push( ten + one ) );
	} );
	( said.match( HAN ) || [] ).forEach( ( run ) => found.push( han( run ) ) );
	( said.match( /\b\d\d\d0s\b/g ) || [] ).forEach( ( decade ) => found.push( Number( decade.slice( 2, 4 ) ) ) );
	text.each( CLOCK, said, ( before ) => !/[\d:.]/.test( before ) ).forEach( ( match ) => {
		const hour = Number( match[ 1 ] );
		if ( hour >= 1 && hour < 12 ) {
			found.push( hour + 12 );
		} else if ( hour > 12 && hour < 24 ) {
			found.push( hour - 12 );
		}
	} );
	if ( /\d\s?p\.?m\b/i.test( said ) ) {
		text.each( /(\d{1,2})(?::\d\d)?\s?[pP]/g, said, () => true ).forEach( ( match ) => {
			found.push( Number( match[ 1 ] ) + 12 );
		} );
	}
	return found;
}

/**
 * @param {string} said
 * @param {ChecksData} data
 * @param {string} sign
 * @return {Amounts}
 */
function numbers( said, data, sign ) {
	const plain = ascii( text.withoutMarkup( said ) );
	/** @type {Amount[]} */
	const digits = [];
	/** @type {number[]} */
	let words = [];
	let bare = plain;
	let end = 0;
	text.each( TOKEN, plain, () => true ).forEach( ( match ) => {
		if ( match.index < end ) {
			return;
		}
		const before = plain.slice( Math.max( 0, match.index - 24 ), match.index );
		const after = plain[ match.index + match[ 0 ].length ] || '';
		const read = readings( match[ 0 ], sign );
		if ( IDENTIFIER.test( before ) || ( /[A-Z]/.test( after ) && 'KMB'.indexOf( after ) < 0 ) ) {
			words = words.concat.apply( words, read );
			return;
		}
		const found = scale( plain, match.index + match[ 0 ].length, data, 0 );
		end = found.end;
		bare = bare.slice( 0, match.index ) + bare.slice( match.index, end ).replace( /[\s\S]/g, ' ' ) + bare.slice( end );
		const last = / $/.test( before ) ? text.words( before.toLowerCase() ).pop() || '' : '';
		const leading = found.factor === 1 && last.length > 3 ?
			( data.scales[ Array.from( last )[ 0 ] ] || [] ).filter( ( item ) => item[ 0 ] === last )[ 0 ] : null;
		if ( leading ) {
			const from = Math.max( 0, match.index - 24 );
			bare = bare.slice( 0, from ) + bare.slice( from, match.index ).replace( /[\s\S]/g, ' ' ) + bare.slice( match.index );
			read.forEach( ( some ) => digits.push( {
				written: match[ 0 ], readings: some.concat( some.map( ( value ) => value * leading[ 1 ] ) ), parts: []
			} ) );
			return;
		}
		if ( found.factor === 1 ) {
			const parts = match[ 0 ].split( /\D/ );
			read.forEach( ( some ) => digits.push( {
				written: match[ 0 ], readings: some, parts: parts.length === 2 ? parts.map( Number ) : []
			} ) );
			return;
		}
		/** @type {number[]} */
		const every = [].concat.apply( [], /** @type {any} */ ( read ) );
		let scaled = every.map( ( value ) => round( value * found.factor ) );
		if ( found.tail ) {
			scaled = scaled.concat( scaled.map( ( value ) => value + found.tail ) );
			words.push( found.tail );
		}
		const written = plain.slice( match.index, end ).trim();
		// "5 mil" may be five thousand or five miles.
		if ( written.length - match[ 0 ].length <= SHORT_SCALE && written.charCodeAt( written.length - 1 ) < 128 ) {
			scaled = scaled.concat( every );
		}
		digits.push( { written: written, readings: scaled, parts: [] } );
	} );
	words = words.concat( spoken( plain, data ) );
	/** @type {number[]} */
	let values = words.slice();
	digits.forEach( ( amount ) => {
		values = values.concat( amount.readings, amount.parts );
	} );
	/** @type {number[]} */
	let scales = [];
	text.words( bare.toLowerCase() ).forEach( ( word ) => {
		scales = scales.concat( scalesOf( word, data ) );
	} );
	return { digits: digits, values: values, scales: scales };
}

/**
 * @param {number} value
 * @return {number} Without what binary fractions leave behind: 2.3 * 1000000
 */
function round( value ) {
	return Math.round( value * 1e6 ) / 1e6;
}

module.exports = { numbers: numbers };
