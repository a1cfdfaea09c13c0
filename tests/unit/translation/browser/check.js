'use strict';

// Runs the gadget's checks on what stdin holds: {shared, languages, cases}; prints the defects of each case.

const path = require( 'node:path' );
const util = { escapeRegExp: ( text ) => text.replace( /[-\\^$*+?.()|[\]{}]/g, '\\$&' ) };
global.mw = { util: util };
const checks = require( path.resolve( process.argv[ 2 ] ) );

const asked = JSON.parse( require( 'node:fs' ).readFileSync( 0, 'utf8' ) );
const source = asked.languages.en;
const found = asked.cases.map( ( one ) => {
	const checker = new checks.Checker( asked.shared, asked.languages[ one.language ], source );
	return {
		defects: checker.check( one.source, one.translation, one.variables ),
		terms: checker.terms( one.source ).map( ( term ) => term.term.id )
	};
} );
process.stdout.write( JSON.stringify( { found: found, severity: checks.SEVERITY } ) );
