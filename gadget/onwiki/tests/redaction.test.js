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
	[ 'nothing found', 'Hello  there \n', 'Hello  there \n' ]
];

for ( const [ name, before, after ] of CASES ) {
	test( 'redaction: ' + name, () => {
		assert.strictEqual( proposed( before ), after );
	} );
}
