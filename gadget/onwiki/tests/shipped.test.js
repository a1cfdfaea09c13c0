'use strict';

// What goes to the wiki: MediaWiki 1.39 replaces a gadget by a console error for one arrow function.

const test = require( 'node:test' );
const assert = require( 'node:assert' );
const fs = require( 'node:fs' );
const path = require( 'node:path' );
const acorn = require( 'acorn' );

const DIST = path.join( __dirname, '..', 'dist' );

const files = fs.readdirSync( DIST, { recursive: true } ).filter( ( name ) => name.endsWith( '.js' ) );

test( 'there is something to ship', () => {
	assert.ok( files.length > 0 );
} );

for ( const name of files ) {
	const code = fs.readFileSync( path.join( DIST, name ), 'utf8' );

	test( name + ' is ES5', () => {
		acorn.parse( code, { ecmaVersion: 5, sourceType: 'script', allowReserved: true } );
	} );

	test( name + ' names nothing in letters that MediaWiki 1.39\'s parser takes for illegal', () => {
		for ( const token of acorn.tokenizer( code, { ecmaVersion: 5 } ) ) {
			if ( token.type === acorn.tokTypes.name ) {
				assert.match( token.value, /^[\w$]+$/ );
			}
		}
	} );

	test( name + ' keeps its comments and needs no helper of the compiler', () => {
		assert.match( code, /\/\*\*/ );
		assert.doesNotMatch( code, /__(?:spreadArray|generator|awaiter|values|read)\b/ );
	} );
}
