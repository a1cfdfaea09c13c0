'use strict';

/**
 * The reader's choices, what is held on them, and its erasure.
 */

const build = require( './element.js' );
const connection = require( './connection.js' );
const keep = require( './keep.js' );
const messages = require( './messages.js' );
const preferences = require( './preferences.js' );
const quiet = require( '../quiet.js' );
const element = build.element;
const text = messages.text;
const QUIET_DAYS = [ 7, 30, 90 ];
const KEPT = 'wikilatch-kept-title';
const HELD = 'wikilatch-held-title';

/**
 * @param {Promise<any>} doing
 * @return {Promise<any>} The same, with the outcome said
 */
function tell( doing ) {
	return doing.then( ( given ) => {
		mw.notify( text( 'saved' ), { tag: 'wikilatch' } );
		return given;
	}, ( error ) => {
		mw.log.warn( 'Wikilatch could not store your choice:', error );
		mw.notify( text( 'not-stored' ), { tag: 'wikilatch', type: 'error' } );
		throw error;
	} );
}

/**
 * @param {string} id
 * @param {string} label
 * @param {Option[]} options
 * @param {string} chosen
 * @param {function(string): void} choose
 * @return {HTMLElement}
 */
function select( id, label, options, chosen, choose ) {
	return element( 'p', { class: 'wikilatch-field' }, [
		element( 'label', { for: id }, label ),
		element( 'select', { id: id, class: 'cdx-select', onchange: function ( /** @type {any} */ event ) {
			choose( event.target.value );
		} }, options.map( ( option ) => element( 'option', { value: option[ 0 ], selected: option[ 0 ] === chosen }, option[ 1 ] ) ) )
	] );
}

/**
 * @param {function(): Promise<void>} changed Called when another language was chosen
 * @return {HTMLElement}
 */
function language( changed ) {
	const all = /** @type {Option[]} */ (
		Object.keys( messages.languages ).map( ( code ) => [ code, messages.languages[ code ].name ] ) );
	return select( 'wikilatch-language', text( 'settings-language' ),
		/** @type {Option[]} */ ( [ [ '', text( 'settings-language-wiki' ) ] ] ).concat( all ),
		preferences.read().language || '', ( code ) => {
			tell( preferences.update( ( choices ) => {
				if ( code ) {
					choices.language = code;
				} else {
					delete choices.language;
				}
			} ) ).then( changed, () => {} );
		} );
}

/**
 * @return {HTMLElement}
 */
function quietness() {
	let until = preferences.read().quietUntil || '';
	const options = /** @type {Option[]} */ ( [ [ '', text( 'settings-quiet-off' ) ] ] );
	if ( until > preferences.day() ) {
		options.push( [ until, text( 'settings-quiet-until', messages.date( until ) ) ] );
	} else {
		until = '';
	}
	QUIET_DAYS.forEach( ( days ) => {
		options.push( [ String( days ), text( 'settings-quiet-days', days ) ] );
	} );
	return select( 'wikilatch-quiet', text( 'settings-quiet' ), options, until, ( chosen ) => {
		tell( preferences.update( ( choices ) => {
			if ( !chosen ) {
				delete choices.quietUntil;
			} else {
				choices.quietUntil = chosen.length > 3 ? chosen : preferences.day( Number( chosen ) );
			}
		} ) ).then( null, () => {} );
	} );
}

/**
 * @return {HTMLElement}
 */
function holding() {
	return element( 'p', { class: 'wikilatch-field' }, element( 'label', { class: 'wikilatch-check' }, [
		element( 'input', { type: 'checkbox', checked: preferences.read().hold !== false, onchange: function ( /** @type {any} */ event ) {
			tell( preferences.update( ( choices ) => {
				if ( event.target.checked ) {
					delete choices.hold;
				} else {
					choices.hold = false;
				}
			} ) ).then( null, () => {} );
		} } ), ' ', text( 'settings-hold' )
	] ) );
}

/**
 * @param {function(string): void} again Draws the page's changed parts anew, and takes the focus to one of them
 * @return {HTMLElement}
 */
function kept( again ) {
	const list = preferences.read().keep || [];
	return element( 'div', {}, [
		element( 'h3', { id: KEPT, tabindex: '-1' }, text( 'keep-title' ) ),
		element( 'p', {}, list.length ? text( 'keep-how', list.length ) : text( 'keep-none' ) ),
		element( 'ul', { class: 'wikilatch-kept' }, list.map( ( entry ) => element( 'li', {}, [ text( 'keep-since', messages.date( entry[ 1 ] ) ), ' ',
			build.button( text( 'keep-forget' ), 'quiet', () => {
				quiet.forget();
				tell( keep.forget( entry[ 0 ] ) ).then( () => again( KEPT ), () => {} );
			} ) ] ) ) )
	] );
}

/**
 * @param {function(string): void} again
 * @return {HTMLElement}
 */
function held( again ) {
	const choices = preferences.read();
	const some = Object.keys( choices ).length > 0;
	return element( 'div', {}, [
		element( 'h3', { id: HELD, tabindex: '-1' }, text( 'data-title' ) ),
		element( 'p', {}, text( some ? 'data-how' : 'data-none' ) ),
		some ? element( 'pre', { class: 'wikilatch-held', dir: 'ltr', tabindex: '0' }, JSON.stringify( choices, null, 2 ) ) : null,
		some ? build.button( text( 'data-erase' ), 'normal', () => {
			quiet.forget();
			tell( preferences.erase() ).then( () => {
				mw.notify( text( 'data-erased' ), { tag: 'wikilatch' } );
				again( HELD );
			}, () => {} );
		} ) : null
	] );
}

/**
 * @param {function(): Promise<void>} changed
 * @return {HTMLElement}
 */
function show( changed ) {
	const parts = element( 'div' );
	/**
	 * Draw what changes with what is held.
	 *
	 * @param {string} [focus] The heading of the part whose button was pressed: the button is gone with it
	 */
	function again( focus ) {
		build.clear( parts );
		parts.appendChild( kept( again ) );
		parts.appendChild( held( again ) );
		const heading = /** @type {HTMLElement|null} */ ( focus ? parts.querySelector( '#' + focus ) : null );
		if ( heading ) {
			heading.focus();
		}
	}
	again();
	return element( 'section', { id: 'wikilatch-settings', class: 'wikilatch-settings', 'aria-labelledby': 'wikilatch-settings-title' }, [
		element( 'h2', { id: 'wikilatch-settings-title', class: 'wikilatch-title' }, text( 'settings-title' ) ),
		holding(), quietness(), language( changed ), parts, connection.show()
	] );
}

module.exports = { show: show };
