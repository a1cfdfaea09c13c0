'use strict';

/**
 * One modal dialog: calm, by keyboard, with the focus kept inside and given back.
 */

const build = require( './element.js' );
const messages = require( './messages.js' );
const element = build.element;
const FOCUSABLE = 'a[href], button:not([disabled]), input:not([disabled]), select, summary, [tabindex="0"]';
let count = 0;

/**
 * @typedef {Object} Action
 * @property {string} label
 * @property {'primary'|'normal'|'quiet'} kind
 * @property {string} value What the dialog answers with
 */

/**
 * Keep the Tab key inside, for browsers whose own modal dialogs do not.
 *
 * @param {HTMLElement} box
 * @param {KeyboardEvent} event
 */
function keepInside( box, event ) {
	if ( event.key !== 'Tab' ) {
		return;
	}
	const inside = Array.prototype.filter.call( box.querySelectorAll( FOCUSABLE ),
		( one ) => one.getClientRects().length );
	const edge = inside[ event.shiftKey ? 0 : inside.length - 1 ];
	const active = document.activeElement;
	if ( active === edge || !box.contains( active ) || event.shiftKey && inside.indexOf( active ) < 0 ) {
		event.preventDefault();
		inside[ event.shiftKey ? inside.length - 1 : 0 ].focus();
	}
}

/**
 * Show a dialog.
 *
 * @param {{title: string, body: Child[], actions: Action[]}} what
 * @return {Promise<string|null>} The chosen action's value; null where it was closed
 */
function open( what ) {
	return new Promise( ( resolve ) => {
		const id = 'wikilatch-dialog-' + ( ++count );
		const before = /** @type {HTMLElement|null} */ ( document.activeElement );
		/** @type {any} */
		const box = element( 'dialog', {
			class: 'wikilatch wikilatch-dialog', 'aria-labelledby': id, lang: messages.attributes().lang, dir: messages.attributes().dir
		} );
		const heading = element( 'h2', { id: id, class: 'wikilatch-dialog-title', tabindex: '-1' }, what.title );
		let answered = false;

		/**
		 * @param {string|null} value
		 */
		function close( value ) {
			if ( answered ) {
				return;
			}
			answered = true;
			if ( box.close && box.open ) {
				box.close();
			}
			document.documentElement.classList.remove( 'wikilatch-has-dialog' );
			box.parentNode.removeChild( box );
			if ( before && before.focus ) {
				before.focus();
			}
			resolve( value );
		}

		box.appendChild( element( 'div', { class: 'wikilatch-dialog-head' }, heading ) );
		// Scrolled by keyboard, too.
		box.appendChild( element( 'div', { class: 'wikilatch-dialog-body', tabindex: '0', role: 'group', 'aria-labelledby': id }, what.body ) );
		box.appendChild( element( 'div', { class: 'wikilatch-dialog-foot' }, what.actions.map( ( action ) => build.button( action.label, action.kind, () => {
			close( action.value );
		} ) ) ) );
		box.addEventListener( 'keydown', ( /** @type {KeyboardEvent} */ event ) => {
			if ( event.key === 'Escape' ) {
				event.preventDefault();
				event.stopPropagation();
				close( null );
			}
			keepInside( box, event );
		} );
		box.addEventListener( 'cancel', ( /** @type {Event} */ event ) => {
			event.preventDefault();
			close( null );
		} );
		document.body.appendChild( box );
		document.documentElement.classList.add( 'wikilatch-has-dialog' );
		if ( typeof box.showModal === 'function' ) {
			box.showModal();
		} else {
			box.setAttribute( 'open', '' );
			box.setAttribute( 'role', 'dialog' );
			box.setAttribute( 'aria-modal', 'true' );
		}
		heading.focus();
	} );
}

module.exports = { open: open };
