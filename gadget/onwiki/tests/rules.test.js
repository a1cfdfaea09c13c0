'use strict';

// Reading a community's own settings from the wiki: whatever happens, the packaged rules are there.

const test = require( 'node:test' );
const assert = require( 'node:assert' );
const fs = require( 'node:fs' );
const path = require( 'node:path' );

const CODE = fs.readFileSync( path.join( __dirname, '..', 'dist', 'rules.js' ), 'utf8' );

/**
 * @param {string} rulesPage What the gadget was deployed with
 * @param {Object} answer { text } or { status }
 * @return {Promise<Object>} { asked, warned, text }
 */
async function read( rulesPage, answer ) {
	const asked = [];
	const warned = [];
	const module = { exports: {} };
	const mw = {
		util: { getUrl: ( title, query ) => '/wiki/' + title + '?action=' + query.action },
		log: { warn: ( ...said ) => warned.push( said.join( ' ' ) ) }
	};
	const $ = { ajax: ( request ) => {
		asked.push( request.url );
		return { then: ( good, bad ) => answer.text === undefined ? bad( answer ) : good( answer.text ) };
	} };
	// eslint-disable-next-line no-new-func
	new Function( 'require', 'module', 'exports', 'mw', '$', CODE )( () => ( { rulesPage } ), module, module.exports, mw, $ );
	return { asked, warned, text: await module.exports.community() };
}

test( 'the page is read as it stands, from this wiki', async () => {
	const done = await read( 'User:Patrol/rules.json', { text: '{"allow": []}' } );
	assert.deepStrictEqual( done, { asked: [ '/wiki/User:Patrol/rules.json?action=raw' ], warned: [], text: '{"allow": []}' } );
} );

test( 'a wiki without such a page has the packaged rules, and nobody is bothered', async () => {
	assert.deepStrictEqual( ( await read( 'User:Patrol/rules.json', { status: 404 } ) ).warned, [] );
	assert.strictEqual( ( await read( 'User:Patrol/rules.json', { status: 404 } ) ).text, null );
	assert.deepStrictEqual( await read( '', {} ), { asked: [], warned: [], text: null } );
} );

test( 'a page that cannot be read leaves the packaged rules, and the console says so', async () => {
	const done = await read( 'User:Patrol/rules.json', { status: 503 } );
	assert.strictEqual( done.text, null );
	assert.match( done.warned.join(), /packaged rules.*503/ );
} );
