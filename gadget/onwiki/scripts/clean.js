'use strict';

/**
 * Takes away what was built of a module that is no more: who has moved must not stay behind. What still has its
 * source stays, so that the compiler need not make it again (dist/.tsbuildinfo says what is current, dist/.built when
 * scripts/deploy built it last).
 */

const fs = require( 'node:fs' );
const path = require( 'node:path' );

const ROOT = path.join( __dirname, '..' );
const DIST = path.join( ROOT, 'dist' );
const KEPT = [ 'vendor', '.built', '.tsbuildinfo' ];

/**
 * @param {string} folder below dist
 */
function clean( folder ) {
	for ( const entry of fs.readdirSync( path.join( DIST, folder ), { withFileTypes: true } ) ) {
		const name = path.join( folder, entry.name );
		if ( KEPT.includes( name ) ) {
			continue;
		}
		if ( !fs.existsSync( path.join( ROOT, 'src', name ) ) ) {
			fs.rmSync( path.join( DIST, name ), { recursive: true } );
		} else if ( entry.isDirectory() ) {
			clean( name );
		}
	}
}

if ( fs.existsSync( DIST ) ) {
	clean( '' );
}
