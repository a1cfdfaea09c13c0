'use strict';

// Each phrase of each language finds its hit and leaves its near miss: the half of the contract with bot/detect that
// compiles every rule of 39 languages, so it takes a file, and a process, of its own.

const test = require( 'node:test' );
const fs = require( 'node:fs' );
const path = require( 'node:path' );
const { VECTORS, holds, vectorsOf } = require( './vectors.js' );

for ( const file of fs.readdirSync( path.join( VECTORS, 'rules' ) ) ) {
	test( 'every phrase in ' + file, async () => {
		for ( const vector of vectorsOf( path.join( 'rules', file ) ) ) {
			await holds( vector );
		}
	} );
}
