'use strict';

/**
 * Puts the one library that the detector needs beside its modules: the file that libphonenumber-js publishes, as
 * it is, under a line that says what it is. Then marks what is built as complete (scripts/deploy looks at that).
 */

const fs = require( 'node:fs' );
const path = require( 'node:path' );

const ROOT = path.join( __dirname, '..' );
const LIBRARY = path.join( ROOT, 'node_modules', 'libphonenumber-js' );
const TARGET = path.join( ROOT, 'dist', 'vendor' );

const about = JSON.parse( fs.readFileSync( path.join( LIBRARY, 'package.json' ), 'utf8' ) );
const file = 'bundle/libphonenumber-max.js';
const code = fs.readFileSync( path.join( LIBRARY, file ), 'utf8' ).replace( /\n\/\/# sourceMappingURL=.*\s*$/, '\n' );
fs.mkdirSync( TARGET, { recursive: true } );
fs.writeFileSync(
	path.join( TARGET, 'libphonenumber.js' ),
	`/** ${ about.name } ${ about.version }, ${ file } as published on npm. Licence: ${ about.license }. */\n${ code }`
);
fs.writeFileSync( path.join( ROOT, 'dist', '.built' ), '' );
