'use strict';

/** Takes away what was built before: a module that has moved must not stay behind. */

const fs = require( 'node:fs' );
const path = require( 'node:path' );

fs.rmSync( path.join( __dirname, '..', 'dist' ), { recursive: true, force: true } );
