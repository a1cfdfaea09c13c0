'use strict';

/** Bank accounts (ISO 13616), cards (ISO/IEC 7812) and Bitcoin wallets that pass their own checks. */

const digest = require( './digest.js' );
const sums = require( './sums.js' );

// What follows the check digits, by country: n digits, a letters, c both (the registry of ISO 13616).
const ACCOUNTS =
	'AD8n12c AE19n AL8n16c AT16n AZ4a20c BA16n BE12n BG4a6n8c BH4a14c BI23n BR23n1a1c BY4c4n16c CH5n12c CR18n ' +
	'CY8n16c CZ20n DE18n DJ23n DK14n DO4c20n EE16n EG25n ES20n FI14n FK2a12n FO14n FR10n11c2n GB4a14n GE2a16n ' +
	'GI4a15c GL14n GR7n16c GT4c20c HN4a20n HR17n HU24n IE4a14n IL19n IQ4a15n IS22n IT1a10n12c JO4a4n18c KW4a22c ' +
	'KZ3n13c LB4n20c LC4a24c LI5n12c LT16n LU3n13c LV4a13c LY21n MC10n11c2n MD2c18c ME18n MK3n10c2n MN16n MR23n ' +
	'MT4a5n18c MU4a19n3a NI4a20n NL4a10n NO11n OM3n16c PK4a16c PL24n PS4a21c PT21n QA4a21c RO4a16c RS18n RU14n15c ' +
	'SA2n18c SC4a20n3a SD14n SE20n SI15n SK20n SM1a10n12c SO19n ST21n SV4a20n TL19n TN20n TR6n16c UA6n19c VA18n ' +
	'VG4a16n XK16n YE4a4n18c';
/** @type {Record<string, string>} */
const SETS = { n: '\\d', a: '[A-Z]', c: '[A-Z\\d]' };
/** @type {Map<string, RegExp>} */
const accounts = new Map();
for ( const entry of ACCOUNTS.split( ' ' ) ) {
	const shape = entry.slice( 2 ).replace( /(\d+)([nac])/g, ( _, size, set ) => SETS[ set ] + '{' + size + '}' );
	accounts.set( entry.slice( 0, 2 ), new RegExp( '^' + shape + '$' ) );
}

// Numbers that documentation everywhere prints.
const PUBLISHED = new Set( [
	'4111111111111111', '4242424242424242', '4012888888881881', '5555555555554444', '5105105105105100',
	'378282246310005', '371449635398431', '6011111111111117', '4000000000000002', 'DE89370400440532013000',
	'GB82WEST12345698765432', 'GB29NWBK60161331926819', 'FR1420041010050500013M02606', 'NL91ABNA0417164300',
	'ES9121000418450200051332', 'IT60X0542811101000000123456', 'CH9300762011623852957', 'BE68539007547034'
] );
const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATOR = [ 0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3 ];

/**
 * @param {string} number Folded, as it stands on the page
 * @return {boolean} Whether it can be a bank account or a card
 */
function isPayment( number ) {
	const compact = number.replace( /[^a-z0-9]/g, '' ).toUpperCase();
	if ( PUBLISHED.has( compact ) ) {
		return false;
	}
	if ( compact.length > 14 && /^[A-Z]{2}\d{2}/.test( compact ) ) {
		return isAccount( compact );
	}
	return /^[2-6]\d{12,18}$/.test( compact ) && sums.luhn( compact ) && new Set( compact.split( '' ) ).size > 3;
}

/**
 * @param {string} number In capitals without separators
 * @return {boolean} Whether it is an international bank account number
 */
function isAccount( number ) {
	const shape = accounts.get( number.slice( 0, 2 ) );
	const own = number.slice( 4 );
	const digits = ( own + number.slice( 0, 4 ) ).replace( /[A-Z]/g, ( letter ) => String( letter.charCodeAt( 0 ) - 55 ) );
	if ( shape === undefined || !shape.test( own ) || sums.longRest( digits, 97 ) !== 1 ) {
		return false;
	}
	switch ( number.slice( 0, 2 ) ) {
		case 'BE':
			return ( sums.longRest( own.slice( 0, 10 ), 97 ) || 97 ) === Number( own.slice( 10 ) );
		case 'ES':
			return own.slice( 8, 10 ) === spanish( '00' + own.slice( 0, 8 ) ) + spanish( own.slice( 10 ) );
		case 'ME':
			return sums.longRest( own, 97 ) === 1;
		case 'NO':
			return own.slice( 0, 4 ) === '0000' ? sums.luhn( own.slice( 4 ) ) :
				own[ 10 ] === String( sums.weighted( own, [ 6, 7, 8, 9, 4, 5, 6, 7, 8, 9 ] ) % 11 );
	}
	return true;
}

/**
 * @param {string} digits
 * @return {string} The check digit of a part of a Spanish account
 */
function spanish( digits ) {
	const check = sums.weighted( digits, [ 1, 2, 4, 8, 16, 32, 64, 128, 256, 512 ] ) % 11;
	return String( check < 2 ? check : 11 - check );
}

/**
 * @param {string} address
 * @return {boolean} Whether it is a Bitcoin wallet's
 */
function isCoin( address ) {
	return address.slice( 0, 3 ).toLowerCase() === 'bc1' ? isBech32( address.toLowerCase() ) : isBase58( address );
}

/**
 * @param {string} address
 * @return {boolean}
 */
function isBase58( address ) {
	/** @type {number[]} */
	const bytes = [];
	for ( const char of address ) {
		let carry = BASE58.indexOf( char );
		if ( carry < 0 ) {
			return false;
		}
		for ( let i = 0; i < bytes.length; i++ ) {
			carry += bytes[ i ] * 58;
			bytes[ i ] = carry % 256;
			carry = Math.floor( carry / 256 );
		}
		while ( carry > 0 ) {
			bytes.push( carry % 256 );
			carry = Math.floor( carry / 256 );
		}
	}
	for ( let i = 0; i < address.length && address[ i ] === '1'; i++ ) {
		bytes.push( 0 );
	}
	bytes.reverse();
	if ( bytes.length !== 25 ) {
		return false;
	}
	const check = digest.sha256( digest.sha256( bytes.slice( 0, 21 ) ) );
	return bytes.slice( 21 ).every( ( byte, i ) => byte === check[ i ] );
}

/**
 * @param {string} address
 * @return {boolean}
 */
function isBech32( address ) {
	let check = 1;
	for ( const value of [ 3, 3, 0, 2, 3 ].concat( address.slice( 3 ).split( '' ).map( ( char ) => BECH32.indexOf( char ) ) ) ) {
		if ( value < 0 ) {
			return false;
		}
		const top = check >>> 25;
		check = ( check & 0x1ffffff ) << 5 ^ value;
		for ( let i = 0; i < GENERATOR.length; i++ ) {
			check ^= top >> i & 1 ? GENERATOR[ i ] : 0;
		}
	}
	return address.length >= 11 && address.length <= 90 && check === 1;
}

module.exports = { isCoin: isCoin, isPayment: isPayment };
