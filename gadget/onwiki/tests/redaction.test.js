'use strict';

const test = require( 'node:test' );
const assert = require( 'node:assert' );
const { redact } = require( '../src/detect/redaction.js' );

/**
 * @param {string} marked A page in which what is found stands between ⟦ and ⟧
 * @return {string} The proposed text
 */
function proposed( marked ) {
	const findings = [];
	let text = '';
	for ( const part of marked.split( /(⟦[^⟧]*⟧)/ ) ) {
		if ( part[ 0 ] === '⟦' ) {
			findings.push( { start: text.length, end: text.length + part.length - 2 } );
			text += part.slice( 1, -1 );
		} else {
			text += part;
		}
	}
	return redact( text, findings );
}

const CASES = [
	[ 'a span inside its line', 'I live in ⟦Oldenburg⟧ and read.', 'I live in and read.' ],
	[ 'a line that held a label and the value alone', 'Hello\n* Phone: ⟦+49 441 5550199⟧\nBye', 'Hello\nBye' ],
	[ 'a sentence before a label', 'I write about kelp. Mail me: ⟦x@example.org⟧', 'I write about kelp. Mail me:' ],
	[ 'a parameter keeps its name', '{{Infobox\n| city = ⟦Oldenburg⟧\n}}', '{{Infobox\n| city =\n}}' ],
	[ 'brackets left empty', 'Ada (⟦Lovelace⟧) writes', 'Ada writes' ],
	[ 'no space in front of a line', '⟦Ada⟧ writes', 'writes' ],
	[ 'a span over two lines', 'one ⟦two\nthree⟧ four', 'one\nfour' ],
	[ 'letters beyond 16 bits before the span', '😀😀 call ⟦+1⟧ now', '😀😀 call now' ],
	[ 'a link goes whole', 'I live in [[⟦Whitby⟧]] now.', 'I live in now.' ],
	[ 'a link whose label it is', 'I live in [[Whitby, Yorkshire|⟦Whitby⟧]] now.', 'I live in now.' ],
	[ 'a link whose target it is', 'I live in [[⟦Whitby⟧|the town]] now.', 'I live in now.' ],
	[ 'a part of a label goes alone', 'See [[Kelp|kelp of ⟦Whitby⟧]] here.', 'See [[Kelp|kelp of ]] here.' ],
	[ 'a category goes whole', 'Hello.\n[[Category:Wikipedians in ⟦Whitby⟧|Heron]]\nBye.', 'Hello.\nBye.' ],
	[ 'a picture with a link in its caption', 'Hello.\n[[File:⟦Heron 4.jpg⟧|thumb|me at [[Kelp]]]]\nBye.', 'Hello.\nBye.' ],
	[ 'a caption goes alone', '[[File:Kelp.jpg|thumb|⟦Ada Holt⟧]]', '[[File:Kelp.jpg|thumb|]]' ],
	[ "a gallery's line", '<gallery>\n⟦Heron 4.jpg⟧|me\nKelp.jpg|kelp\n</gallery>', '<gallery>\nKelp.jpg|kelp\n</gallery>' ],
	[ "a gallery's line with its namespace", '<gallery>\nFile:⟦Heron 4.jpg⟧|me\n</gallery>', '<gallery>\n</gallery>' ],
	[ 'a picture in a box keeps its parameter', '{{B\n| image = ⟦Heron 4.jpg⟧\n}}', '{{B\n| image =\n}}' ],
	[ 'an address in a link', 'Write [mailto:⟦ada@kelp-post.org⟧ a letter] soon.', 'Write soon.' ],
	[ "an account's address in a link", 'See [⟦https://example.org/heron_7⟧ there].', 'See .' ],
	[ 'text beside a link stays', '[[Kelp]] is ⟦mine⟧ and [[Urchin]] too', '[[Kelp]] is and [[Urchin]] too' ],
	[ 'nothing found', 'Hello  there \n', 'Hello  there \n' ]
];

for ( const [ name, before, after ] of CASES ) {
	test( 'redaction: ' + name, () => {
		assert.strictEqual( proposed( before ), after );
	} );
}
