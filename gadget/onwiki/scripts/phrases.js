'use strict';

/** Compiles phrases outside a browser: JSON texts in, one a line; what became of each, or why nothing, out. */

const readline = require( 'node:readline' );
const compiling = require( '../dist/detect/compiling.js' );

readline.createInterface( { input: process.stdin } ).on( 'line', ( line ) => {
	let out;
	try {
		out = compiling.compile( JSON.parse( line ) );
	} catch ( error ) {
		out = { error: error.message };
	}
	process.stdout.write( JSON.stringify( out ) + '\n' );
} );
