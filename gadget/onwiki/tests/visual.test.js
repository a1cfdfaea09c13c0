'use strict';

// The visual editor's text and its save button, on stand-ins of its document and target; tests/browser/gadget has
// the editor itself.

const test = require( 'node:test' );
const assert = require( 'node:assert' );
const fs = require( 'node:fs' );
const path = require( 'node:path' );

const DIST = path.join( __dirname, '..', 'dist' );
const reading = require( path.join( DIST, 'ui', 'reading.js' ) );

const MARKS = {
	mail: { name: 'link/mwExternal', getAttribute: () => 'mailto:ada@example.org' },
	page: { name: 'link/mwInternal', getAttribute: () => 'Kelp' },
	bold: { name: 'textStyle/bold' }
};

/**
 * @param {...any} data Elements, and strings for letters; [ string, mark ] for marked ones
 * @return {Object} A document as the editor has it
 */
function doc( ...data ) {
	const flat = [];
	data.forEach( ( item ) => {
		if ( typeof item === 'string' ) {
			flat.push( ...Array.from( item ) );
		} else if ( Array.isArray( item ) ) {
			flat.push( ...Array.from( item[ 0 ] ).map( ( letter ) => [ letter, [ item[ 1 ] ] ] ) );
		} else {
			flat.push( item );
		}
	} );
	return { getStore: () => ( { value: ( mark ) => MARKS[ mark ] } ), getData: () => flat };
}

function element( type, attributes, ...inside ) {
	return [ { type, attributes }, ...inside, { type: '/' + type } ];
}

function read( ...data ) {
	return new reading.Reading( doc( ...[].concat( ...data ) ) );
}

test( 'reading: what was written, as wikitext', () => {
	const text = read(
		element( 'mwHeading', { level: 2 }, 'About' ),
		element( 'paragraph', {}, 'I ', [ 'live', 'bold' ], ' by the ', [ 'sea', 'page' ], '. ', [ 'Mail', 'mail' ] ),
		element( 'list', { style: 'bullet' },
			...element( 'listItem', {}, ...element( 'paragraph', {}, 'one' ) ),
			...element( 'listItem', {}, ...element( 'paragraph', {}, 'two' ) ) ),
		element( 'mwBlockImage', { resource: './File:Me_%26_you.jpg' },
			...element( 'mwImageCaption', {}, ...element( 'paragraph', {}, 'me' ) ) ),
		element( 'mwTransclusionBlock', { mw: { parts: [
			{ template: { target: { wt: 'Person\n' }, params: { name: { wt: 'Ada' }, 1: { wt: 'x' } } } }
		] } } ),
		element( 'comment', { text: 'call me' } ),
		element( 'mwCategory', { category: 'Category:Sailors' } )
	).text;
	assert.strictEqual( text, '\n== About ==\nI live by the [[Kelp|sea]]. [mailto:ada@example.org Mail]\n* one\n* two' +
		'\n[[File:Me & you.jpg|me]]{{Person\n|x\n|name=Ada\n}}<!-- call me -->\n[[Category:Sailors]]' );
} );

test( 'reading: each letter knows its place in the document, also beyond 16 bits', () => {
	const made = read( element( 'paragraph', {}, 'a😀b' ) );
	assert.deepStrictEqual( made.text, '\na😀b' );
	assert.deepStrictEqual( made.at, [ reading.MARKUP, 1, 2, 2, 3 ] );
} );

/**
 * @param {any} target The editor
 * @param {Function} hold What the rest of the gadget gives
 * @return {string[]} What was warned of
 */
function stand( target, hold ) {
	const warned = [];
	const code = fs.readFileSync( path.join( DIST, 'visual.js' ), 'utf8' );
	const module = { exports: {} };
	const $ = { Deferred: () => {
		const waits = {};
		const promise = new Promise( ( resolve, reject ) => {
			Object.assign( waits, { resolve, reject } );
		} );
		return Object.assign( waits, { promise: () => promise } );
	} };
	// eslint-disable-next-line no-new-func
	new Function( 'require', 'module', 'exports', 'mw', 'window', '$', code )(
		() => require( path.join( DIST, 'within.js' ) ), module, module.exports,
		{ log: { warn: ( ...said ) => warned.push( said.join( ' ' ) ) }, hook: () => ( { fire: () => {} } ) },
		{ ve: { init: { target } } }, $
	);
	module.exports.stand( {}, () => Promise.resolve( { visual: hold } ) );
	return warned;
}

/**
 * @return {Object} Editors of both sorts, and how often each showed its save dialog
 */
function old() {
	const target = { shown: 0, isSaveable: () => true, showSaveDialog: () => target.shown++ };
	target.press = () => target.showSaveDialog();
	return target;
}

function current() {
	const steps = [];
	const target = { shown: 0, getPreSaveProcess: () => ( { next: ( step ) => steps.push( step ) } ), press: () => {
		Promise.all( steps.map( ( step ) => step() ) ).then( () => target.shown++, () => {} );
	} };
	return target;
}

const later = () => new Promise( ( resolve ) => {
	setTimeout( resolve, 20 );
} );

for ( const make of [ old, current ] ) {
	test( make.name + ' editor: waits for the answer, and shows its save dialog only after a yes', async () => {
		for ( const answer of [ true, false ] ) {
			const target = make();
			const hold = { ready: Promise.resolve(), isNeeded: () => true, ask: () => Promise.resolve( answer ) };
			stand( target, () => Promise.resolve( hold ) );
			target.press();
			await later();
			assert.strictEqual( target.shown, answer ? 1 : 0 );
		}
	} );

	test( make.name + ' editor: whatever fails, the save goes on and the console says why', async () => {
		const broken = { ready: Promise.resolve(), isNeeded: () => {
			throw new Error( 'broken' );
		} };
		for ( const hold of [ () => Promise.reject( new Error( 'broken' ) ), () => Promise.resolve( broken ) ] ) {
			const target = make();
			const warned = stand( target, hold );
			target.press();
			await later();
			assert.strictEqual( target.shown, 1 );
			assert.match( warned.join(), /let your edit through.*broken/ );
		}
	} );
}

test( 'old editor: pressing twice asks once', async () => {
	const target = old();
	let asked = 0;
	stand( target, () => Promise.resolve( { ready: Promise.resolve(), isNeeded: () => true, ask: () => {
		asked++;
		return new Promise( () => {} );
	} } ) );
	target.press();
	target.press();
	await later();
	assert.strictEqual( asked, 1 );
} );
