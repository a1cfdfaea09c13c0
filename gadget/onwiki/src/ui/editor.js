'use strict';

/**
 * The wikitext editor's text, whichever editor it is: `textSelection` is what CodeMirror and WikiEditor answer to.
 */

/**
 * @return {any} The text box, with MediaWiki's jQuery plugin for selections
 */
function box() {
	return $( '#wpTextbox1' );
}

/**
 * @return {string}
 */
function read() {
	return box().textSelection( 'getContents' );
}

/**
 * Put another text into the editor, so that its own undo takes it back.
 *
 * Only what differs is replaced, by typing over a selection: then undo works, and the cursor shows the place.
 *
 * @param {string} wanted
 */
function replace( wanted ) {
	const $box = box();
	const now = read();
	let start = 0;
	let endNow = now.length;
	let endWanted = wanted.length;
	if ( now === wanted ) {
		return;
	}
	while ( start < endNow && start < endWanted && now[ start ] === wanted[ start ] ) {
		start++;
	}
	while ( endNow > start && endWanted > start && now[ endNow - 1 ] === wanted[ endWanted - 1 ] ) {
		endNow--;
		endWanted--;
	}
	$box.trigger( 'focus' );
	$box.textSelection( 'setSelection', { start: start, end: endNow } );
	$box.textSelection( 'replaceSelection', wanted.slice( start, endWanted ) );
	if ( read() !== wanted ) {
		$box.textSelection( 'setContents', wanted );
	}
	// Not scrollToCaretPosition: measuring, it writes the text anew, and undo would be lost.
	$box.textSelection( 'setSelection', { start: start, end: start } );
}

/**
 * @param {Item[]} _items
 * @param {Proposal} proposal
 */
function takeOut( _items, proposal ) {
	replace( proposal.text );
}

/** The dialog gives the focus back by itself. */
function resume() {}

module.exports = { isCovered: false, resume: resume, read: read, replace: replace, takeOut: takeOut };
