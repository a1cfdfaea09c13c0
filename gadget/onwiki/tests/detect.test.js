'use strict';

// The contract with bot/detect: the vectors that both engines are held to, on what is shipped; those of every phrase
// stand in phrases.test.js.

const test = require( 'node:test' );
const assert = require( 'node:assert' );
const crypto = require( 'node:crypto' );
const fs = require( 'node:fs' );
const path = require( 'node:path' );
const detect = require( '../dist/detect/index.js' );
const { ROOT, detector, holds, read, vectorsOf } = require( './vectors.js' );

const PAGE = { title: 'User:Quiet Heron', username: 'Quiet Heron', lang: 'en' };

/**
 * @param {string} text
 * @param {any} analysis
 * @return {string[][]} What was found, as text
 */
function shown( text, analysis ) {
	return analysis.findings.map( ( each ) => [ each.type, text.slice( each.start, each.end ) ] );
}

test( 'the rules are made from config as it is now', () => {
	const code = path.join( ROOT, 'bot', 'detect' );
	const config = path.join( ROOT, 'config' );
	const files = [
		'anchors', 'cues', 'export', 'folding', 'grammar', 'rules', 'shared', 'towns', 'traits', 'weighing', 'wording',
		'names/text'
	].map( ( name ) => path.join( code, name + '.py' ) );
	for ( const [ folder, endings ] of [ [ 'rules', [ '.yaml', '.json', '.txt' ] ], [ 'names', [ '.txt' ] ] ] ) {
		for ( const name of fs.readdirSync( path.join( config, folder ), { recursive: true } ) ) {
			if ( endings.includes( path.extname( name ) ) ) {
				files.push( path.join( config, folder, name ) );
			}
		}
	}
	const named = files.map( ( file ) => [ path.basename( path.dirname( file ) ) + '/' + path.basename( file ), file ] );
	named.sort( ( a, b ) => a[ 0 ] < b[ 0 ] ? -1 : 1 );
	const digest = crypto.createHash( 'sha256' );
	for ( const [ name, file ] of named ) {
		digest.update( name + '\0' ).update( fs.readFileSync( file ) ).update( '\0' );
	}
	const rules = read( 'shared' );
	assert.ok( rules && rules.made_from === digest.digest( 'hex' ), 'stale rules: run scripts/build-rules' );
} );

const vectors = vectorsOf( 'core.json' );
for ( const vector of vectors ) {
	test( 'vector ' + vector.id, () => holds( vector ) );
}

test( 'offsets are those of an editor behind letters beyond 16 bits', async () => {
	const text = '😀 𝒜 📞 +49 441 36116801, I live in Whitby.';
	const found = ( await detector( 'en' ) ).check( Object.assign( { wikitext: text }, PAGE ) );
	assert.deepStrictEqual( shown( text, found ), [ [ 'phone', '+49 441 36116801' ], [ 'location', 'Whitby' ] ] );
} );

test( 'what an entity stands for is read, and the whole entity is the finding', async () => {
	const text = 'E-mail: ada.kelp&#64;kelp-post.org';
	const found = ( await detector( 'en' ) ).check( Object.assign( { wikitext: text }, PAGE ) );
	assert.deepStrictEqual( shown( text, found ), [ [ 'email', 'ada.kelp&#64;kelp-post.org' ] ] );
} );

test( 'several weak clues make a page urgent', async () => {
	const text = 'My name is Ottoline Farr. I live in Whitby. I study at Tidewater College.';
	const found = ( await detector( 'en' ) ).check( Object.assign( { wikitext: text }, PAGE ) );
	assert.strictEqual( found.tier, 'urgent' );
	assert.strictEqual( found.mosaic, true );
} );

test( 'a script page and an empty page are left alone', async () => {
	const english = await detector( 'en' );
	const script = { title: 'User:Quiet Heron/a.js', username: 'Quiet Heron', lang: 'en', wikitext: 'I live in Whitby.' };
	assert.deepStrictEqual( english.check( script ).findings, [] );
	assert.strictEqual( english.check( script ).skipped, 'script' );
	assert.strictEqual( english.check( Object.assign( { wikitext: ' \n' }, PAGE ) ).tier, null );
} );

test( 'the gate lets through what the check finds', async () => {
	for ( const vector of vectors ) {
		if ( vector.findings.length ) {
			const page = Object.assign( {}, vector, { wikitext: vector.text } );
			assert.ok( ( await detector( vector.lang ) ).gate( page ), vector.id );
		}
	}
} );

test( 'the gate stays shut on a page that says nothing', async () => {
	assert.strictEqual( ( await detector( 'en' ) ).gate( Object.assign( { wikitext: 'Botany is fine.' }, PAGE ) ), false );
} );

test( 'a check in slices says the same as one at once', async () => {
	const english = await detector( 'en' );
	const page = Object.assign( { wikitext: 'I live in Whitby. '.repeat( 300 ) }, PAGE );
	assert.deepStrictEqual( await english.checkInSlices( page ), english.check( page ) );
} );

test( 'a check in slices stops when it is told', async () => {
	let asked = 0;
	const page = Object.assign( { wikitext: 'I live in Whitby. '.repeat( 60000 ) }, PAGE );
	assert.strictEqual( await ( await detector( 'en' ) ).checkInSlices( page, () => ++asked > 1 ), null );
} );

test( 'an account name is judged by the lists of its script', async () => {
	const english = await detect.load( 'en', read );
	const page = { title: 'User:Imogen Thistlewood', username: 'Imogen Thistlewood', lang: 'en', wikitext: 'Botany.' };
	assert.strictEqual( english.check( page ).usernameIsRealName, false );
	assert.strictEqual( await english.judgeName( 'Imogen Thistlewood' ), true );
	assert.strictEqual( await english.judgeName( 'Quiet Heron' ), false );
	const judged = english.check( page );
	assert.strictEqual( judged.usernameIsRealName, true );
	assert.strictEqual( judged.tier, 'notice' );
} );

test( 'every account name of the table is judged as in Python', async () => {
	const table = fs.readFileSync( path.join( ROOT, 'tests', 'unit', 'detect', 'usernames.tsv' ), 'utf8' );
	for ( const line of table.split( '\n' ).filter( ( each ) => each && each[ 0 ] !== '#' ) ) {
		const [ , lang, name, answer ] = line.split( '\t' );
		assert.strictEqual( await ( await detector( lang ) ).judgeName( name ), answer === 'yes', name );
	}
} );

test( 'a language without rules is read in English', async () => {
	const other = await detector( 'xx' );
	assert.strictEqual( other.lang, 'en' );
	assert.strictEqual( other.check( Object.assign( { wikitext: 'I live in Whitby.' }, PAGE ) ).findings.length, 1 );
} );

test( 'a wiki whose gadget has lost its rules is told so', async () => {
	await assert.rejects( detect.load( 'de', () => null ), /deploy the gadget again/ );
} );

const CODES = [ [ 'no', 'nb' ], [ 'zh-hant', 'zh' ], [ 'simple', 'en' ], [ 'de-formal', 'de' ], [ 'pt-br', 'pt' ] ];
for ( const [ code, name ] of CODES ) {
	test( `the rules of ${ code } are ${ name }'s`, () => {
		assert.strictEqual( detect.rulesFor( code ), name );
	} );
}

const UNCLOSED = [ '{{a|', '[[File:b.jpg|', '<ref>', '<!--', '{|\n|', '\'\'\'', '<nowiki>', '\ud800', '&#0;', '__TOC__' ];
test( 'signs before many phrases are looked through once', async () => {
	const text = '-'.repeat( 1e6 ) + ' living in Whitby,'.repeat( 2000 );
	const english = await detector( 'en' );
	const begun = Date.now();
	english.check( Object.assign( { wikitext: text }, PAGE ) );
	assert.ok( Date.now() - begun < 5000 ); // half a second; each phrase by itself: 18 s
} );

test( 'no text makes it throw', async () => {
	const english = await detector( 'en' );
	for ( const one of UNCLOSED ) {
		for ( const other of UNCLOSED ) {
			english.check( Object.assign( { wikitext: one + 'my phone is ' + other + '\n;a:b' + one }, PAGE ) );
		}
	}
} );
