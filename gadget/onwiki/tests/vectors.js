'use strict';

// What the tests of the detector share: the shipped rules, a detector a language, and how a vector is held.

const assert = require( 'node:assert' );
const fs = require( 'node:fs' );
const path = require( 'node:path' );
const detect = require( '../dist/detect/index.js' );

const ROOT = path.join( __dirname, '..', '..', '..' );
const RULES = path.join( ROOT, 'gadget', 'onwiki', 'rules' );
const VECTORS = path.join( ROOT, 'tests', 'vectors' );

/**
 * @param {string} name
 * @return {any} A file of rules; null where there is none
 */
function read( name ) {
	const file = path.join( RULES, name + '.json' );
	return fs.existsSync( file ) ? JSON.parse( fs.readFileSync( file, 'utf8' ) ) : null;
}

const loaded = new Map();

/**
 * @param {string} lang
 * @return {Promise<any>}
 */
function detector( lang ) {
	if ( !loaded.has( lang ) ) {
		loaded.set( lang, detect.load( lang, read ) );
	}
	return loaded.get( lang );
}

/**
 * @param {string} file
 * @return {any[]} Its vectors for this engine
 */
function vectorsOf( file ) {
	return JSON.parse( fs.readFileSync( path.join( VECTORS, file ), 'utf8' ) )
		.filter( ( each ) => each.engines.includes( 'browser' ) );
}

/**
 * @param {any} vector
 */
async function holds( vector ) {
	const found = ( await detector( vector.lang ) ).check( Object.assign( {}, vector, { wikitext: vector.text } ) );
	const points = Array.from( vector.text );
	const before = ( offset ) => points.slice( 0, offset ).join( '' ).length;
	assert.deepStrictEqual(
		found.findings.map( ( each ) => ( { type: each.type, start: each.start, end: each.end } ) ),
		vector.findings.map(
			( each ) => ( { type: each.type, start: before( each.start ), end: before( each.end ) } )
		),
		vector.id
	);
}

module.exports = { ROOT, VECTORS, detector, holds, read, vectorsOf };
