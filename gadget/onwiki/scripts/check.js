'use strict';

/**
 * Checks pages outside a browser: JSON lines {title, username, lang, wikitext} in, analyses out, one a line. With
 * --names account names are judged too. `settings` of a page is the text of a community's page of settings.
 * Offsets count code points, as those of bot/detect do, so that the two can be compared.
 */

const fs = require( 'node:fs' );
const path = require( 'node:path' );
const readline = require( 'node:readline' );
const detect = require( '../dist/detect/index.js' );

const RULES = path.join( __dirname, '..', 'rules' );

/**
 * @param {string} name
 * @return {any} A file of rules; null where there is none
 */
function read( name ) {
	const file = path.join( RULES, name + '.json' );
	return /^[a-z-]+$/.test( name ) && fs.existsSync( file ) ? JSON.parse( fs.readFileSync( file, 'utf8' ) ) : null;
}

/**
 * @param {string} text
 * @param {number} offset In UTF-16 units
 * @return {number} In code points
 */
function codePoints( text, offset ) {
	const pairs = text.slice( 0, offset ).match( /[\ud800-\udbff][\udc00-\udfff]/g );
	return offset - ( pairs ? pairs.length : 0 );
}

async function main() {
	const detectors = new Map();
	for await ( const line of readline.createInterface( { input: process.stdin } ) ) {
		const page = JSON.parse( line );
		const which = page.lang + ' ' + page.settings;
		if ( !detectors.has( which ) ) {
			detectors.set( which, await detect.load( page.lang, read, page.settings ) );
		}
		const detector = detectors.get( which );
		if ( process.argv.includes( '--names' ) ) {
			await detector.judgeName( page.username );
		}
		const analysis = Object.assign( detector.check( page ), { problems: detector.problems } );
		for ( const finding of analysis.findings ) {
			finding.start = codePoints( page.wikitext, finding.start );
			finding.end = codePoints( page.wikitext, finding.end );
		}
		process.stdout.write( JSON.stringify( analysis ) + '\n' );
	}
}

main().catch( ( error ) => {
	process.stderr.write( error.stack + '\n' );
	process.exitCode = 1;
} );
