'use strict';

/** Identity and tax numbers of Europe by their own rules, under the names that python-stdnum gives them. */

const digits = require( './digits.js' );
const sums = require( './sums.js' );

const part = digits.part;
const listed = digits.listed;
const endsWith = digits.endsWith;
const without = digits.without;
const isDigits = digits.isDigits;
const descending = digits.descending;
const isDate = sums.isDate;
const longRest = sums.longRest;
const luhn = sums.luhn;
const rest = sums.rest;
const weighted = sums.weighted;

const ALNUM = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const CODICE_ODD = [ 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23 ];
// Tax offices' numbers of the German states, by length.
const STEUERNUMMER = /^(?:\d{10}|[0129]?\d{10}|\d{11}|(?:28|11|30|24|22|26|40|23|27|10|32|31|21|41)\d\d0\d{8}|[59]\d{3}0\d{8})$/;
const KENNITALA = /^[0-7]\d[01]\d{5}\d[09]$/;
const HETU = /^([0-3]\d)([01]\d)(\d\d)([-+A-FU-Y])(\d{3})([0-9A-FHJ-NPR-Y])$/;
const DOWN_TO_2 = [ 7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2 ];
const CUIT = [ 5, 4, 3, 2, 7, 6, 5, 4, 3, 2 ];

/**
 * @param {string} number
 * @return {boolean} The Czech and Slovak birth number
 */
function birthNumber( number ) {
	if ( !/^\d{9,10}$/.test( number ) ) {
		return false;
	}
	let year = 1900 + part( number, 0, 2 );
	if ( number.length === 9 ) {
		year -= year >= 1980 ? 100 : 0;
		if ( year > 1953 ) {
			return false;
		}
	} else if ( year < 1954 ) {
		year += 100;
	}
	return isDate( year, part( number, 2, 4 ) % 50 % 20, part( number, 4, 6 ) ) &&
		( number.length === 9 || endsWith( number, part( number, 0, 9 ) % 11 % 10 ) );
}

/**
 * @param {string} number
 * @return {number} The check digit of Estonian and Lithuanian personal codes
 */
function balticCheck( number ) {
	let check = weighted( number, [ 1, 2, 3, 4, 5, 6, 7, 8, 9, 1 ] ) % 11;
	if ( check === 10 ) {
		check = weighted( number, [ 3, 4, 5, 6, 7, 8, 9, 1, 2, 3 ] ) % 11;
	}
	return check % 10;
}

/**
 * @param {string} number
 * @return {boolean} Whether the date in an Estonian or Lithuanian personal code is one
 */
function balticDate( number ) {
	const century = Math.floor( ( Number( number[ 0 ] ) - 1 ) / 2 );
	return number[ 0 ] >= '1' && number[ 0 ] <= '8' &&
		isDate( 1800 + 100 * century + part( number, 1, 3 ), part( number, 3, 5 ), part( number, 5, 7 ) );
}

/** @type {Record<string, (number: string, shown: string) => boolean>} */
const VALIDATORS = {
	'at.vnr': ( n ) => isDigits( n, 10 ) && n[ 0 ] !== '0' &&
		String( weighted( n, [ 3, 7, 9, 0, 5, 8, 4, 2, 1, 6 ] ) % 11 ) === n[ 3 ],
	'be.nn': ( n ) => {
		if ( !isDigits( n, 11 ) || Number( n ) <= 0 || part( n, 2, 4 ) > 12 ) {
			return false;
		}
		const check = part( n, 9 );
		const born2000 = part( n, 0, 2 ) + 2000 <= new Date().getFullYear();
		return 97 - longRest( n.slice( 0, 9 ), 97 ) === check ||
			( born2000 && 97 - longRest( '2' + n.slice( 0, 9 ), 97 ) === check );
	},
	'bg.egn': ( n ) => {
		const month = part( n, 2, 4 );
		const shift = month > 40 ? 40 : month > 20 ? 20 : 0;
		const year = 1900 + part( n, 0, 2 ) + ( shift === 40 ? 100 : shift === 20 ? -100 : 0 );
		return isDigits( n, 10 ) && isDate( year, month - shift, part( n, 4, 6 ) ) &&
			endsWith( n, weighted( n, [ 2, 4, 8, 5, 10, 9, 7, 3, 6 ] ) % 11 % 10 );
	},
	'bg.pnf': ( n ) => isDigits( n, 10 ) && endsWith( n, weighted( n, [ 21, 19, 17, 13, 11, 9, 7, 3, 1 ] ) % 10 ),
	'ch.ssn': ( n ) => isDigits( n, 13 ) && n.slice( 0, 3 ) === '756' &&
		weighted( n, [ 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1 ] ) % 10 === 0,
	'cz.rc': birthNumber,
	'de.idnr': ( n ) => {
		if ( !isDigits( n, 11 ) || n[ 0 ] === '0' ) {
			return false;
		}
		const counts = ALNUM.slice( 0, 10 ).split( '' ).map( ( digit ) => n.slice( 0, 10 ).split( digit ).length - 1 )
			.filter( ( count ) => count > 1 );
		return counts.length === 1 && counts[ 0 ] <= 3 && sums.mod1110( n );
	},
	'de.stnr': ( n ) => STEUERNUMMER.test( n ),
	'dk.cpr': ( n ) => {
		const year = part( n, 4, 6 );
		const before = '5678'.indexOf( n[ 6 ] ) >= 0 && year >= 58;
		const recent = '0123'.indexOf( n[ 6 ] ) >= 0 || ( '49'.indexOf( n[ 6 ] ) >= 0 && year >= 37 );
		return isDigits( n, 10 ) &&
			sums.isPastDate( ( before ? 1800 : recent ? 1900 : 2000 ) + year, part( n, 2, 4 ), part( n, 0, 2 ) );
	},
	'ee.ik': ( n ) => isDigits( n, 11 ) && balticDate( n ) && endsWith( n, balticCheck( n ) ),
	'es.dni': ( n ) => /^\d{8}[A-Z]$/.test( n ) && 'TRWAGMYFPDXBNJZSQVHLCKE'[ part( n, 0, 8 ) % 23 ] === n[ 8 ],
	'es.nie': ( n ) => /^[XYZ]\d{7}[A-Z]$/.test( n ) &&
		'TRWAGMYFPDXBNJZSQVHLCKE'[ Number( 'XYZ'.indexOf( n[ 0 ] ) + n.slice( 1, 8 ) ) % 23 ] === n[ 8 ],
	'fi.hetu': ( _, shown ) => {
		const found = HETU.exec( shown );
		if ( !found ) {
			return false;
		}
		const century = found[ 4 ] === '+' ? 1800 : /[-U-Y]/.test( found[ 4 ] ) ? 1900 : 2000;
		return isDate( century + Number( found[ 3 ] ), Number( found[ 2 ] ), Number( found[ 1 ] ) ) &&
			Number( found[ 5 ] ) >= 2 && Number( found[ 5 ] ) < 900 && found[ 6 ] ===
			'0123456789ABCDEFHJKLMNPRSTUVWXY'[ longRest( found[ 1 ] + found[ 2 ] + found[ 3 ] + found[ 5 ], 31 ) ];
	},
	'fr.nif': ( n ) => /^[0-3]\d{12}$/.test( n ) && longRest( n.slice( 0, 10 ), 511 ) === part( n, 10 ),
	'fr.nir': ( number ) => {
		if ( !/^\d{5}(?:\d\d|2[AB])\d{8}$/.test( number ) ) {
			return false;
		}
		const n = number.replace( /^(\d{5})2A/, '$119' ).replace( /^(\d{5})2B/, '$118' );
		return 97 - longRest( n.slice( 0, 13 ), 97 ) === part( n, 13 );
	},
	'gb.nhs': ( n ) => isDigits( n, 10 ) && weighted( n, [ 10, 9, 8, 7, 6, 5, 4, 3, 2, 1 ] ) % 11 === 0,
	'gb.utr': ( number ) => {
		const n = number.replace( /^K+/, '' );
		return isDigits( n, 10 ) &&
			n[ 0 ] === '21987654321'[ weighted( n.slice( 1 ), [ 6, 7, 8, 9, 10, 5, 4, 3, 2 ] ) % 11 ];
	},
	'gr.amka': ( n ) => {
		const year = part( n, 4, 6 );
		return isDigits( n, 11 ) && luhn( n ) && ( isDate( 1900 + year, part( n, 2, 4 ), part( n, 0, 2 ) ) ||
			isDate( 2000 + year, part( n, 2, 4 ), part( n, 0, 2 ) ) );
	},
	'gr.vat': ( number ) => {
		const short = without( without( number, 'EL' ), 'GR' );
		const n = short.length === 8 ? '0' + short : short;
		return isDigits( n, 9 ) && endsWith( n, weighted( n, [ 256, 128, 64, 32, 16, 8, 4, 2 ] ) % 11 % 10 );
	},
	'hr.oib': ( number ) => {
		const n = without( number, 'HR' );
		return isDigits( n, 11 ) && sums.mod1110( n );
	},
	'ie.pps': ( n ) => {
		if ( !/^\d{7}[A-W][ABHWTX]?$/.test( n ) ) {
			return false;
		}
		const second = /[ABH]/.test( n[ 8 ] || '' ) ? 'WABCDEFGH'.indexOf( n[ 8 ] ) : 0;
		return n[ 7 ] === 'WABCDEFGHIJKLMNOPQRSTUV'[ ( weighted( n, [ 8, 7, 6, 5, 4, 3, 2 ] ) + 9 * second ) % 23 ];
	},
	'is_.kennitala': ( n ) => {
		const day = part( n, 0, 2 );
		return KENNITALA.test( n ) && weighted( n, [ 3, 2, 7, 6, 5, 4, 3, 2, 1, 0 ] ) % 11 === 0 &&
			isDate( ( n[ 9 ] === '9' ? 1900 : 2000 ) + part( n, 4, 6 ), part( n, 2, 4 ), day >= 40 ? day - 40 : day );
	},
	'it.codicefiscale': ( n ) => {
		if ( isDigits( n, 11 ) ) { // a tax number that is no person's own
			const place = n.slice( 7, 10 );
			return part( n, 0, 7 ) > 0 && luhn( n ) &&
				( ( place >= '001' && place <= '100' ) || listed( '120 121 888 999', place ) );
		}
		if ( !/^[A-Z]{6}[\dL-NP-V]{2}[A-EHLMPR-T][\dL-NP-V]{2}[A-Z][\dL-NP-V]{3}[A-Z]$/.test( n ) ) {
			return false;
		}
		let sum = 0;
		for ( let i = 0; i < 15; i++ ) {
			const value = /\d/.test( n[ i ] ) ? Number( n[ i ] ) : LETTERS.indexOf( n[ i ] );
			sum += i % 2 ? value : CODICE_ODD[ value ];
		}
		const plain = n.replace( /[L-NP-V]/g, ( letter ) => String( 'LMNPQRSTUV'.indexOf( letter ) ) );
		const year = 1900 + part( plain, 6, 8 );
		return n[ 15 ] === LETTERS[ sum % 26 ] && isDate(
			year < 1920 ? year + 100 : year, 'ABCDEHLMPRST'.indexOf( n[ 8 ] ) + 1, part( plain, 9, 11 ) % 40
		);
	},
	'lt.asmens': ( n ) => isDigits( n, 11 ) && ( n[ 0 ] === '9' || balticDate( n ) ) && endsWith( n, balticCheck( n ) ),
	'lv.pvn': ( number ) => {
		const n = without( number, 'LV' );
		if ( !isDigits( n, 11 ) ) {
			return false;
		}
		if ( n[ 0 ] > '3' ) {
			return weighted( n, [ 9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1 ] ) % 11 === 3;
		}
		const year = 1800 + 100 * Number( n[ 6 ] ) + part( n, 4, 6 );
		return ( n.slice( 0, 2 ) === '32' || isDate( year, part( n, 2, 4 ), part( n, 0, 2 ) ) ) &&
			endsWith( n, ( 1 + weighted( n, [ 10, 5, 8, 4, 2, 1, 6, 3, 7, 9 ] ) ) % 11 % 10 );
	},
	'mk.edb': ( number ) => {
		const n = without( number, 'MK' );
		return isDigits( n, 13 ) && endsWith( n, rest( -weighted( n, DOWN_TO_2 ), 11 ) % 10 );
	},
	'nl.bsn': ( number ) => {
		const n = ( '000000000' + number ).slice( -Math.max( 9, number.length ) );
		return isDigits( n, 9 ) && Number( n ) > 0 && weighted( n, [ 9, 8, 7, 6, 5, 4, 3, 2, -1 ] ) % 11 === 0;
	},
	'no.fodselsnummer': ( n ) => {
		if ( !isDigits( n, 11 ) ||
			n[ 9 ] !== String( rest( 11 - weighted( n, [ 3, 7, 6, 1, 8, 9, 4, 5, 2 ] ), 11 ) ) ||
			n[ 10 ] !== String( rest( 11 - weighted( n, CUIT ), 11 ) ) ) {
			return false;
		}
		const day = part( n, 0, 2 );
		const month = part( n, 2, 4 );
		const year = part( n, 4, 6 );
		const serial = part( n, 6, 9 );
		const century = serial < 500 ? 1900 : serial < 750 && year >= 54 ? 1800 : year < 40 ? 2000 :
			serial >= 900 ? 1900 : 0;
		return day < 80 && century > 0 &&
			sums.isPastDate( century + year, month > 40 ? month - 40 : month, day > 40 ? day - 40 : day );
	},
	'pl.nip': ( number ) => {
		const n = without( number, 'PL' );
		return isDigits( n, 10 ) && weighted( n, [ 6, 5, 7, 2, 3, 4, 5, 6, 7, -1 ] ) % 11 === 0;
	},
	'pl.pesel': ( n ) => {
		const month = part( n, 2, 4 );
		const year = [ 1900, 2000, 2100, 2200, 1800 ][ Math.floor( month / 20 ) ] + part( n, 0, 2 );
		return isDigits( n, 11 ) && endsWith( n, rest( 10 - weighted( n, [ 1, 3, 7, 9, 1, 3, 7, 9, 1, 3 ] ), 10 ) ) &&
			isDate( year, month % 20, part( n, 4, 6 ) );
	},
	'pt.cc': ( n ) => {
		if ( !/^\d*[A-Z\d]{2}\d$/.test( n ) ) {
			return false;
		}
		let sum = 0;
		for ( let i = 0; i < n.length - 1; i++ ) {
			const value = ALNUM.indexOf( n[ n.length - 2 - i ] );
			sum += i % 2 ? value : value * 2 > 9 ? value * 2 - 9 : value * 2;
		}
		return endsWith( n, rest( 10 - sum, 10 ) );
	},
	'pt.nif': ( number ) => {
		const n = without( number, 'PT' );
		return isDigits( n, 9 ) && n[ 0 ] !== '0' &&
			endsWith( n, rest( 11 - descending( n.slice( 0, 8 ), 9 ), 11 ) % 10 );
	},
	'ro.cnp': ( n ) => {
		const century = /[34]/.test( n[ 0 ] ) ? 1800 : /[56]/.test( n[ 0 ] ) ? 2000 : 1900;
		const county = part( n, 7, 9 );
		const check = weighted( n, [ 2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9 ] ) % 11;
		return isDigits( n, 13 ) && n[ 0 ] !== '0' &&
			isDate( century + part( n, 1, 3 ), part( n, 3, 5 ), part( n, 5, 7 ) ) &&
			( ( county >= 1 && county <= 48 ) || [ 51, 52, 70, 80, 81, 82, 83 ].indexOf( county ) >= 0 ) &&
			endsWith( n, check === 10 ? 1 : check );
	},
	'se.personnummer': ( n, shown ) => {
		if ( !/^(?:\d\d)?\d{10}$/.test( n ) || !luhn( n.slice( -10 ) ) ) {
			return false;
		}
		const now = new Date().getFullYear();
		let year = part( n, 0, n.length - 8 );
		if ( n.length === 10 ) {
			year += 100 * ( Math.floor( now / 100 ) - ( year > now % 100 ? 1 : 0 ) - ( shown.indexOf( '+' ) > 0 ? 1 : 0 ) );
		}
		return isDate( year, part( n, n.length - 8, n.length - 6 ), part( n, n.length - 6, n.length - 4 ) );
	},
	'si.emso': ( n ) => {
		const year = part( n, 4, 7 );
		return isDigits( n, 13 ) && isDate( year + ( year < 800 ? 2000 : 1000 ), part( n, 2, 4 ), part( n, 0, 2 ) ) &&
			endsWith( n, rest( -weighted( n, DOWN_TO_2 ), 11 ) % 10 );
	},
	'sk.rc': birthNumber
};

module.exports = { VALIDATORS: VALIDATORS };
