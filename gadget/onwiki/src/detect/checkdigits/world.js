'use strict';

/**
 * Identity and tax numbers from outside Europe by their own rules, under the names that python-stdnum gives them.
 * Where somebody was born is checked for Indonesia, Malaysia and China by province only.
 */

const digits = require( './digits.js' );
const sums = require( './sums.js' );

const part = digits.part;
const listed = digits.listed;
const endsWith = digits.endsWith;
const without = digits.without;
const reversed = digits.reversed;
const isDigits = digits.isDigits;
const descending = digits.descending;
const isDate = sums.isDate;
const luhn = sums.luhn;
const rest = sums.rest;
const weighted = sums.weighted;

const CURP_LETTERS = '0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ';
const CURP_STATES = 'AS BC BS CC CH CL CM CS DF DG GR GT HG JC MC MN MS NE NL NT OC PL QR QT SL SP SR TC TL TS VZ YN ZS';
const PROVINCES_ID = '11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 61 62 63 64 71 72 73 74 75 76 81 82 91 94';
const PROVINCES_CN = '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82';
const NO_BIRTHPLACE_MY = '00 17 18 19 20 69 70 73 80 81 94 95 96 97';
const CUIT = [ 5, 4, 3, 2, 7, 6, 5, 4, 3, 2 ];

/**
 * @param {string} number
 * @return {boolean} The Indonesian NIK, by its province
 */
function nik( number ) {
	const day = part( number, 6, 8 ) % 40;
	const month = part( number, 8, 10 );
	const year = part( number, 10, 12 );
	return isDigits( number, 16 ) && listed( PROVINCES_ID, number.slice( 0, 2 ) ) &&
		( isDate( 1900 + year, month, day ) || isDate( 2000 + year, month, day ) );
}

/** @type {Record<string, (number: string, shown: string) => boolean>} */
const VALIDATORS = {
	'ar.cuit': ( n ) => isDigits( n, 11 ) && listed( '20 23 24 27 30 33 34 50 51 55', n.slice( 0, 2 ) ) &&
		n[ 10 ] === '012345678990'[ 11 - weighted( n, CUIT ) % 11 ],
	'au.tfn': ( n ) => /^\d{8,9}$/.test( n ) && weighted( n, [ 1, 4, 3, 7, 5, 8, 6, 9, 10 ] ) % 11 === 0,
	'br.cpf': ( n ) => {
		if ( !isDigits( n, 11 ) || Number( n ) <= 0 ) {
			return false;
		}
		const first = rest( 11 - descending( n.slice( 0, 9 ), 10 ), 11 ) % 10;
		const second = rest( 11 - descending( n.slice( 0, 9 ), 11 ) - 2 * first, 11 ) % 10;
		return n.slice( 9 ) === String( first ) + second;
	},
	'ca.sin': ( n ) => isDigits( n, 9 ) && !/^[08]/.test( n ) && luhn( n ),
	'cl.rut': ( number ) => {
		const n = without( number, 'CL' );
		return /^\d{7,8}[\dK]$/.test( n ) && n[ n.length - 1 ] === '0123456789K'[
			weighted( reversed( n.slice( 0, -1 ) ), [ 9, 8, 7, 6, 5, 4, 9, 8 ] ) % 11
		];
	},
	'cn.ric': ( n ) => {
		if ( !/^\d{17}[\dX]$/.test( n ) || !listed( PROVINCES_CN, n.slice( 0, 2 ) ) ) {
			return false;
		}
		let power = 0;
		for ( let i = 0; i < 17; i++ ) {
			power = ( power * 13 + Number( n[ i ] ) ) % 11;
		}
		const check = rest( 1 - 2 * power, 11 );
		return n[ 17 ] === ( check === 10 ? 'X' : String( check ) ) &&
			isDate( part( n, 6, 10 ), part( n, 10, 12 ), part( n, 12, 14 ) );
	},
	'co.nit': ( n ) => /^\d{8,16}$/.test( n ) && n[ n.length - 1 ] === '01987654321'[
		weighted( reversed( n.slice( 0, -1 ) ), [ 3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71 ] ) % 11
	],
	'ec.ci': ( n ) => {
		const province = n.slice( 0, 2 );
		// A Luhn sum that doubles from the front: of ten digits that is the same.
		return isDigits( n, 10 ) && ( ( province >= '01' && province <= '24' ) || listed( '30 50', province ) ) &&
			n[ 2 ] <= '6' && luhn( n );
	},
	'eg.tn': ( n ) => isDigits( n, 9 ),
	'id.nik': nik,
	'id.npwp': ( n ) => isDigits( n, 15 ) ? luhn( n.slice( 0, 9 ) ) :
		isDigits( n, 16 ) && ( n[ 0 ] === '0' ? luhn( n.slice( 0, 10 ) ) : nik( n ) ),
	'il.idnr': ( n ) => /^\d{1,9}$/.test( n ) && Number( n ) > 0 && luhn( n ),
	'in_.aadhaar': ( n ) => /^[2-9]\d{11}$/.test( n ) && n !== reversed( n ) && sums.verhoeff( n ),
	'in_.epic': ( n ) => /^[A-Z]{3}\d{7}$/.test( n ) && luhn( n.slice( 3 ) ),
	'in_.pan': ( n ) => /^[A-Z]{3}[ABCFGHLJPTK][A-Z]\d{4}[A-Z]$/.test( n ) && n.slice( 5, 9 ) !== '0000',
	'in_.vid': ( n ) => /^[2-9]\d{15}$/.test( n ) && n !== reversed( n ) && sums.verhoeff( n ),
	'jp.in_': ( n ) => isDigits( n, 12 ) &&
		endsWith( n, rest( -weighted( n, [ 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2 ] ), 11 ) % 10 ),
	'kr.rrn': ( n ) => {
		const century = /[1256]/.test( n[ 6 ] || '' ) ? 1900 : /[3478]/.test( n[ 6 ] || '' ) ? 2000 : 1800;
		return isDigits( n, 13 ) && isDate( century + part( n, 0, 2 ), part( n, 2, 4 ), part( n, 4, 6 ) ) &&
			part( n, 7, 9 ) <= 96 &&
			endsWith( n, ( 11 - weighted( n, [ 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5 ] ) % 11 ) % 10 );
	},
	'mx.curp': ( n ) => {
		if ( !/^[A-Z]{4}\d{6}[HM][A-Z]{5}[\dA-Z]\d$/.test( n ) || !listed( CURP_STATES, n.slice( 11, 13 ) ) ) {
			return false;
		}
		let sum = 0;
		for ( let i = 0; i < 17; i++ ) {
			sum += CURP_LETTERS.indexOf( n[ i ] ) * ( 18 - i );
		}
		const year = ( /\d/.test( n[ 16 ] ) ? 1900 : 2000 ) + part( n, 4, 6 );
		return isDate( year, part( n, 6, 8 ), part( n, 8, 10 ) ) && endsWith( n, ( 10 - sum % 10 ) % 10 );
	},
	'mx.rfc': ( n ) => {
		const found = /^(?:[A-Z]{4}(\d{6})(?:[\dA-Z]{3})?|[A-Z]{3}(\d{6})[\dA-Z]{3})$/.exec( n );
		const date = found && ( found[ 1 ] || found[ 2 ] );
		return !!date && isDate( 2000 + part( date, 0, 2 ), part( date, 2, 4 ), part( date, 4, 6 ) );
	},
	'my.nric': ( n ) => {
		const year = part( n, 0, 2 );
		return isDigits( n, 12 ) && !listed( NO_BIRTHPLACE_MY, n.slice( 6, 8 ) ) &&
			( isDate( 1900 + year, part( n, 2, 4 ), part( n, 4, 6 ) ) ||
			isDate( 2000 + year, part( n, 2, 4 ), part( n, 4, 6 ) ) );
	},
	'nz.ird': ( number ) => {
		const n = without( number, 'NZ' );
		if ( !/^\d{8,9}$/.test( n ) || Number( n ) <= 10000000 || Number( n ) >= 150000000 ) {
			return false;
		}
		const body = ( '0' + n.slice( 0, -1 ) ).slice( -8 );
		const first = rest( -weighted( body, [ 3, 2, 7, 6, 5, 4, 3, 2 ] ), 11 );
		return endsWith( n, first !== 10 ? first : rest( -weighted( body, [ 7, 4, 3, 2, 5, 2, 7, 6 ] ), 11 ) );
	},
	'pe.ruc': ( n ) => isDigits( n, 11 ) && listed( '10 15 17 20', n.slice( 0, 2 ) ) &&
		endsWith( n, ( 11 - weighted( n, CUIT ) % 11 ) % 10 ),
	'pk.cnic': ( n ) => isDigits( n, 13 ) && /^[1-7].*[1-9]$/.test( n ),
	'ru.inn': ( n ) => {
		if ( isDigits( n, 10 ) ) {
			return endsWith( n, weighted( n, [ 2, 4, 10, 3, 5, 9, 4, 6, 8 ] ) % 11 % 10 );
		}
		return isDigits( n, 12 ) && n[ 10 ] === String( weighted( n, [ 7, 2, 4, 10, 3, 5, 9, 4, 6, 8 ] ) % 11 % 10 ) &&
			endsWith( n, weighted( n, [ 3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8 ] ) % 11 % 10 );
	},
	'th.pin': ( n ) => isDigits( n, 13 ) && !/^[09]/.test( n ) &&
		endsWith( n, rest( 1 - rest( descending( n.slice( 0, 12 ), 2 ), 11 ), 10 ) ),
	'tr.tckimlik': ( n ) => {
		if ( !isDigits( n, 11 ) || n[ 0 ] === '0' ) {
			return false;
		}
		const first = rest( 10 - weighted( n, [ 3, 1, 3, 1, 3, 1, 3, 1, 3 ] ), 10 );
		return n.slice( 9 ) === String( first ) + ( first + weighted( n, [ 1, 1, 1, 1, 1, 1, 1, 1, 1 ] ) ) % 10;
	},
	'ua.rntrc': ( n ) => isDigits( n, 10 ) &&
		endsWith( n, rest( weighted( n, [ -1, 5, 7, 9, 4, 6, 10, 5, 7 ] ), 11 ) % 10 ),
	'us.itin': ( n ) => /^9\d\d(?:[78]\d|9\d)\d{4}$/.test( n ) && !/^...(?:89|93)/.test( n ),
	'us.ssn': ( n ) => /^(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}$/.test( n ) &&
		[ '078051120', '457555462', '219099999' ].indexOf( n ) < 0,
	'uy.rut': ( number ) => {
		const n = without( number, 'UY' );
		return /^(?:0[1-9]|1\d|2[0-2])(?!000000)\d{6}001\d$/.test( n ) &&
			endsWith( n, rest( -weighted( n, [ 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2 ] ), 11 ) );
	},
	've.rif': ( n ) => /^[VEJPG]\d{9}$/.test( n ) && n[ 9 ] === '00987654321'[
		( 4 * ( 'VEJPG'.indexOf( n[ 0 ] ) + 1 ) + weighted( n.slice( 1 ), [ 3, 2, 7, 6, 5, 4, 3, 2 ] ) ) % 11
	],
	'vn.mst': ( n ) => /^(?:\d{10}|\d{13})$/.test( n ) && n.slice( 2, 9 ) !== '0000000' &&
		!( n.length === 13 && n.slice( 10 ) === '000' ) &&
		n[ 9 ] === String( 10 - weighted( n, [ 31, 29, 23, 19, 17, 13, 7, 5, 3 ] ) % 11 ),
	'za.idnr': ( n ) => {
		const now = new Date().getFullYear();
		const year = part( n, 0, 2 ) + 100 * Math.floor( now / 100 );
		return isDigits( n, 13 ) && /[01]/.test( n[ 10 ] ) && luhn( n ) &&
			isDate( year > now ? year - 100 : year, part( n, 2, 4 ), part( n, 4, 6 ) );
	}
};

module.exports = { VALIDATORS: VALIDATORS };
