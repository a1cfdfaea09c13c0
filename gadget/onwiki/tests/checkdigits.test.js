'use strict';

// Numbers that pass by their own rules beside ones that miss by a digit. All are made up, or from specifications.

const test = require( 'node:test' );
const assert = require( 'node:assert' );
const crypto = require( 'node:crypto' );
const identity = require( '../dist/detect/checkdigits/identity.js' );
const payment = require( '../dist/detect/checkdigits/payment.js' );
const digest = require( '../dist/detect/checkdigits/digest.js' );

const NUMBERS = [
	[ 'es.dni', '12345678Z', '12345678A' ], [ 'es.nie', 'X1234567L', 'X1234567M' ],
	[ 'br.cpf', '11144477735', '11144477734' ], [ 'nl.bsn', '111222333', '111222334' ],
	[ 'pl.pesel', '44051401359', '44051401358' ], [ 'hr.oib', '33392005961', '33392005962' ],
	[ 'in_.aadhaar', '234123412346', '234123412347' ], [ 'cn.ric', '11010519491231002X', '110105194912310021' ],
	[ 'ca.sin', '123456782', '123456783' ], [ 'us.ssn', '536904399', '000904399' ],
	[ 'ro.cnp', '1630615123457', '1630615123458' ], [ 'fr.nir', '295109912611193', '295109912611194' ],
	[ 'tr.tckimlik', '17291716060', '17291716061' ], [ 'it.codicefiscale', 'RCCMNL83S18D969H', 'RCCMNL83S18D969I' ],
	[ 'gb.nhs', '9434765870', '9434765871' ], [ 'se.personnummer', '8803200016', '8803200017' ]
];
for ( const [ name, right, wrong ] of NUMBERS ) {
	test( `${ name } tells ${ right } from ${ wrong }`, () => {
		assert.strictEqual( identity.VALIDATORS[ name ]( right, right ), true );
		assert.strictEqual( identity.VALIDATORS[ name ]( wrong, wrong ), false );
	} );
}

test( 'a Finnish number is read with its sign', () => {
	const table = [ [ 'FI', [ 'fi.hetu' ] ] ];
	assert.strictEqual( identity.isIdentity( '131052-308t', [ 'FI' ], table ), true );
	assert.strictEqual( identity.isIdentity( '131052308t', [ 'FI' ], table ), false );
} );

const PAYMENTS = [
	[ 'de75 5121 0800 1245 1261 99', true ], [ 'de75 5121 0800 1245 1261 98', false ],
	[ 'DE89370400440532013000'.toLowerCase(), false ], // printed in every documentation
	[ '4539 5787 6362 1486', true ], [ '4539 5787 6362 1487', false ], [ '4111 1111 1111 1111', false ],
	[ 'zz12 3456 7890 1234', false ]
];
for ( const [ number, right ] of PAYMENTS ) {
	test( `${ number } is ${ right ? '' : 'not ' }somebody's account or card`, () => {
		assert.strictEqual( payment.isPayment( number ), right );
	} );
}

const COINS = [
	[ '17LQj6xKe9pzouP97ARTAo99yTC5APEpbA', true ], [ '17LQj6xKe9pzouP97ARTAo99yTC5APEpbB', false ],
	[ 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', true ], [ 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5', false ]
];
for ( const [ address, right ] of COINS ) {
	test( `${ address } is ${ right ? 'a' : 'no' } wallet's address`, () => {
		assert.strictEqual( payment.isCoin( address ), right );
	} );
}

test( 'the digest is SHA-256', () => {
	for ( const length of [ 0, 1, 21, 32, 55 ] ) {
		const bytes = Array.from( { length: length }, ( _, i ) => i * 7 % 256 );
		const right = crypto.createHash( 'sha256' ).update( Buffer.from( bytes ) ).digest( 'hex' );
		assert.strictEqual( Buffer.from( digest.sha256( bytes ) ).toString( 'hex' ), right );
	}
} );
