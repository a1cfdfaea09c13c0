'use strict';

// The gadget's own modules, as they are shipped, in a window of jsdom's with mock-mediawiki's mw.

const test = require( 'node:test' );
const assert = require( 'node:assert' );
const fs = require( 'node:fs' );
const path = require( 'node:path' );
const { webcrypto } = require( 'node:crypto' );
const { JSDOM } = require( 'jsdom' );

const DIST = path.join( __dirname, '..', 'dist' );
const ENGLISH = JSON.parse( fs.readFileSync( path.join( __dirname, '..', 'i18n', 'en.json' ), 'utf8' ) );
const DATA = {
	'i18n/en.json': ENGLISH,
	'data/languages.json': { en: { name: 'English', dir: 'ltr' }, ar: { name: 'العربية', dir: 'rtl' }, ru: { name: 'русский', dir: 'ltr' } },
	'data/config.json': { version: '0', commit: 'x', backend: 'https://tool.example.org', oversight: '' }
};
const OWN_PAGE = {
	wgNamespaceNumber: 2, wgUserName: 'Kelp Otter', wgRelevantUserName: 'Kelp Otter', wgPageName: 'User:Kelp_Otter',
	wgPageContentModel: 'wikitext', wgAction: 'view', wgIsArticle: true, wgArticleId: 7, wgRevisionId: 41,
	wgCurRevisionId: 41, wgPageContentLanguage: 'de', wgUserLanguage: 'en'
};

/**
 * @param {Object} config What mw.config holds
 * @param {Object} [more] Parts of mw that the test needs otherwise
 * @return {Object} A wiki's page: { window, mw, load( module ), warned }
 */
function page( config, more ) {
	const window = new JSDOM( '<!DOCTYPE html><body><form><input type="submit" name="wpSave"><input type="submit" name="wpPreview"></form></body>', { url: 'https://wiki.example.org/' } ).window;
	const values = Object.assign( {}, config );
	const stored = {};
	const warned = [];
	const hooks = [];
	const mw = Object.assign( {
		config: { get: ( key ) => key in values ? values[ key ] : null, set: ( key, value ) => {
			values[ key ] = value;
		} },
		user: { isNamed: () => !!values.wgUserName, isAnon: () => !values.wgUserName, options: {
			get: ( key ) => key in stored ? stored[ key ] : null, set: ( key, value ) => {
				stored[ key ] = value;
			}
		} },
		storage: { session: { getObject: () => null, setObject: () => true } },
		log: { warn: ( ...said ) => warned.push( said.join( ' ' ) ) },
		hook: ( name ) => ( { fire: () => hooks.push( name ), add: () => {} } ),
		language: { getFallbackLanguageChain: () => [ 'en' ] },
		Api: function () {
			this.get = () => Promise.resolve( { query: { userinfo: { options: stored } } } );
			this.saveOption = ( key, value ) => {
				stored[ key ] = value;
				return Promise.resolve();
			};
		}
	}, more );
	const modules = {};
	function load( name ) {
		if ( name in DATA ) {
			return DATA[ name ];
		}
		if ( !modules[ name ] ) {
			const module = { exports: {} };
			modules[ name ] = module;
			const code = fs.readFileSync( path.join( DIST, name ), 'utf8' );
			// eslint-disable-next-line no-new-func
			new Function( 'require', 'module', 'exports', 'mw', 'window', 'document', 'location', 'crypto', 'fetch', '$', code )(
				( wanted ) => load( path.posix.join( path.posix.dirname( name ), wanted ) ), module, module.exports, mw,
				window, window.document, window.location, webcrypto, () => Promise.reject( new Error( 'down' ) ), { param: () => '' } );
		}
		return modules[ name ].exports;
	}
	return { window, mw, load, warned, hooks, stored };
}

for ( const [ why, change, kind ] of [
	[ 'one\'s own page', {}, 'view' ],
	[ 'the editor', { wgAction: 'submit' }, 'edit' ],
	[ 'one\'s own talk page in the editor', { wgNamespaceNumber: 3, wgAction: 'edit' }, 'edit' ],
	[ 'one\'s own talk page', { wgNamespaceNumber: 3 }, null ],
	[ 'somebody else\'s page', { wgRelevantUserName: 'Another' }, null ],
	[ 'nobody logged in', { wgUserName: null }, null ],
	[ 'a temporary account', { wgUserIsTemp: true }, null ],
	[ 'an article', { wgNamespaceNumber: 0 }, null ],
	[ 'a script', { wgPageContentModel: 'javascript' }, null ],
	[ 'an old version', { wgRevisionId: 40 }, null ],
	[ 'a diff', { wgDiffNewId: 41 }, null ],
	[ 'the history', { wgAction: 'history', wgIsArticle: false }, null ],
	[ 'its own special page', { wgNamespaceNumber: -1, wgCanonicalSpecialPageName: 'Blankpage', wgPageName: 'Special:BlankPage/Wikilatch' }, 'page' ],
	[ 'another special page', { wgNamespaceNumber: -1, wgCanonicalSpecialPageName: 'Blankpage', wgPageName: 'Special:BlankPage' }, null ]
] ) {
	test( 'where: ' + why, () => {
		const place = page( Object.assign( {}, OWN_PAGE, change ) ).load( 'where.js' ).here();
		assert.strictEqual( place && place.kind, kind );
	} );
}

test( 'where: MediaWiki before 1.40 has no isNamed', () => {
	const { load } = page( OWN_PAGE, { user: { isAnon: () => false } } );
	assert.strictEqual( load( 'where.js' ).here().kind, 'view' );
} );

for ( const [ message, lang, parameters, said ] of [
	[ '{{PLURAL:$1|one thing|$1 things}}', 'en', [ 1 ], 'one thing' ],
	[ '{{PLURAL:$1|one thing|$1 things}}', 'en', [ 5 ], '5 things' ],
	[ '{{PLURAL:$1|0=none|one|$1}}', 'en', [ 0 ], 'none' ],
	[ '$1 {{PLURAL:$1|вещь|вещи|вещей}}', 'ru', [ 3 ], '3 вещи' ],
	[ '$1 {{PLURAL:$1|вещь|вещи|вещей}}', 'ru', [ 11 ], '11 вещей' ],
	[ '{{PLURAL:$1|لا شيء|شيء|شيئان|$1 أشياء|$1 شيئًا|$1 شيء}}', 'ar', [ 2 ], 'شيئان' ],
	[ 'إلى $1', 'ar', [ 'Kelp' ], 'إلى \u2068Kelp\u2069' ],
	[ 'no $2 here', 'en', [ 'a' ], 'no $2 here' ]
] ) {
	test( 'messages: ' + message + ' with ' + parameters, () => {
		assert.strictEqual( page( OWN_PAGE ).load( 'ui/messages.js' ).fill( message, lang, parameters ), said );
	} );
}

test( 'keep: what is kept is known again, written otherwise too, and nothing else is', async () => {
	const { load, stored } = page( OWN_PAGE );
	const keep = load( 'ui/keep.js' );
	await keep.add( [ { type: 'phone', value: '+44 7400  123456' } ] );
	assert.deepStrictEqual( await keep.areKept( [
		{ type: 'phone', value: '+44 7400 123456' }, { type: 'phone', value: '+44 7400 123457' }, { type: 'email', value: '+44 7400 123456' }
	] ), [ true, false, false ] );
	assert.doesNotMatch( stored[ 'userjs-wikilatch' ], /7400|phone/ );
} );

test( 'keep: two people\'s fingerprints of the same thing differ', async () => {
	const made = [];
	for ( let i = 0; i < 2; i++ ) {
		const { load, stored } = page( OWN_PAGE );
		await load( 'ui/keep.js' ).add( [ { type: 'phone', value: '+44 7400 123456' } ] );
		made.push( JSON.parse( stored[ 'userjs-wikilatch' ] ).keep[ 0 ][ 0 ] );
	}
	assert.notStrictEqual( made[ 0 ], made[ 1 ] );
} );

test( 'keep: forgetting the last one forgets the salt', async () => {
	const { load, stored } = page( OWN_PAGE );
	const keep = load( 'ui/keep.js' );
	await keep.add( [ { type: 'phone', value: '1' } ] );
	await keep.forget();
	assert.strictEqual( stored[ 'userjs-wikilatch' ], null );
} );

/**
 * @param {Object} hold
 * @return {Object} An edit form at whose button the gate stands; `saves` counts what got through
 */
function form( hold ) {
	const there = page( OWN_PAGE );
	const element = there.window.document.querySelector( 'form' );
	const state = Object.assign( there, {
		saves: 0, button: element.elements.wpSave, preview: element.elements.wpPreview
	} );
	element.addEventListener( 'submit', ( event ) => {
		event.preventDefault();
		state.saves++;
	} );
	there.load( 'gate.js' ).watch( element, {}, () => hold === null ? Promise.reject( new Error( 'no core' ) ) :
		Promise.resolve( { edit: () => Promise.resolve( Object.assign( { ready: Promise.resolve() }, hold ) ) } ) );
	return state;
}

const turn = () => new Promise( ( resolve ) => {
	setTimeout( resolve, 10 );
} );

for ( const [ why, hold, saves ] of [
	[ 'nothing to ask', { isNeeded: () => false, ask: () => Promise.resolve( false ) }, 1 ],
	[ 'the person goes on', { isNeeded: () => true, ask: () => Promise.resolve( true ) }, 1 ],
	[ 'the person stays', { isNeeded: () => true, ask: () => Promise.resolve( false ) }, 0 ],
	[ 'looking fails', { isNeeded: () => {
		throw new Error( 'broken' );
	} }, 1 ],
	[ 'asking fails', { isNeeded: () => true, ask: () => Promise.reject( new Error( 'broken' ) ) }, 1 ],
	[ 'the rest did not come', null, 1 ]
] ) {
	test( 'gate: ' + why, async () => {
		const state = form( hold );
		await turn();
		state.button.click();
		await turn();
		assert.strictEqual( state.saves, saves );
		assert.strictEqual( state.warned.length > 0, /fails|did not come/.test( why ) );
	} );
}

test( 'gate: a preview is never held', async () => {
	const state = form( { isNeeded: () => true, ask: () => Promise.resolve( false ) } );
	await turn();
	state.preview.click();
	assert.strictEqual( state.saves, 1 );
} );

test( 'gate: pressing twice asks once', async () => {
	let asked = 0;
	const state = form( { isNeeded: () => true, ask: () => {
		asked++;
		return new Promise( () => {} );
	} } );
	await turn();
	state.button.click();
	state.button.click();
	assert.strictEqual( asked, 1 );
	assert.strictEqual( state.saves, 0 );
} );

test( 'settings: the focus stays where something was forgotten or erased, though its button is gone', async () => {
	const { load, window, stored } = page( OWN_PAGE, { notify: () => {}, storage: {
		get: () => null, getObject: () => null, set: () => true, remove: () => true,
		session: { getObject: () => null, setObject: () => true, remove: () => true }
	} } );
	stored[ 'userjs-wikilatch' ] = JSON.stringify( { salt: 'AAAA', keep: [ [ 'print', '2026-01-02' ] ], hold: false } );
	const settings = load( 'ui/settings.js' ).show( () => Promise.resolve() );
	window.document.body.appendChild( settings );
	for ( const [ label, heading ] of [
		[ ENGLISH[ 'wikilatch-keep-forget' ], ENGLISH[ 'wikilatch-keep-title' ] ],
		[ ENGLISH[ 'wikilatch-data-erase' ], ENGLISH[ 'wikilatch-data-title' ] ]
	] ) {
		const button = Array.from( settings.querySelectorAll( 'button' ) ).find( ( one ) => one.textContent === label );
		button.focus();
		button.click();
		await turn();
		assert.ok( !button.isConnected );
		assert.strictEqual( window.document.activeElement.textContent, heading );
	}
} );
