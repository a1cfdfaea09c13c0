'use strict';

/**
 * The panel under a unit's translation: the terms that stand in its source, each with one click to insert, and
 * what the checks noticed. It never holds a save up and changes nothing by itself.
 */

const checks = require( './checks/index.js' );
const data = require( './data.js' );
const elements = require( '../ui/element.js' );
const messages = require( '../ui/messages.js' );
const element = elements.element;

const PAUSE = 600; // milliseconds without a key before the checks look again
const PANEL = 'wikilatch-translate';
/** @typedef {{term: GlossaryTerm, form: string}} FoundTerm */

/**
 * @param {HTMLElement} editor
 * @return {{source: string, sourceLanguage: string, language: string, dir: string}} What Translate shows there
 */
function unit( editor ) {
	const source = /** @type {HTMLElement|null} */ ( editor.querySelector( '.sourcemessage' ) );
	const field = textarea( editor );
	const list = $( '.tux-messagelist' );
	return {
		source: source && source.textContent || '',
		sourceLanguage: list.data( 'sourcelangcode' ) || source && source.lang || 'en',
		language: list.data( 'targetlangcode' ) || field && field.lang || '',
		dir: field && field.dir || 'auto'
	};
}

/**
 * @param {HTMLElement} editor
 * @return {HTMLTextAreaElement|null}
 */
function textarea( editor ) {
	return editor.querySelector( '.tux-textarea-translation' );
}

/**
 * Put a text where the cursor is, so that Ctrl+Z takes it back and Translate hears of it.
 *
 * @param {HTMLTextAreaElement} field
 * @param {string} said
 */
function insert( field, said ) {
	field.focus();
	if ( document.execCommand( 'insertText', false, said ) ) {
		return;
	}
	const start = field.selectionStart;
	field.value = field.value.slice( 0, start ) + said + field.value.slice( field.selectionEnd );
	field.selectionStart = field.selectionEnd = start + said.length;
	$( field ).trigger( 'input' );
}

/**
 * @param {string} said
 * @param {{language: string, dir: string}} where
 * @param {HTMLTextAreaElement} field
 * @param {boolean} usual
 * @return {HTMLElement} A rendering to click on
 */
function rendering( said, where, field, usual ) {
	const button = elements.button( said, usual ? 'normal' : 'quiet', () => insert( field, said ) );
	button.lang = where.language;
	button.dir = where.dir;
	button.setAttribute( 'aria-label', messages.text( 'translate-insert', said ) );
	button.title = messages.text( 'translate-insert', said );
	return button;
}

/**
 * @param {FoundTerm} found
 * @param {{language: string, dir: string, sourceLanguage: string}} where
 * @param {HTMLTextAreaElement} field
 * @return {HTMLElement}
 */
function termRow( found, where, field ) {
	const term = found.term;
	const origin = { lang: where.sourceLanguage, dir: 'ltr' };
	const said = term.doNotTranslate && !term.rendering ? [ found.form ] :
		[ term.rendering ].concat( term.accepted ).filter( ( one ) => one );
	const state = term.doNotTranslate ? 'translate-untouched' : !said.length ? 'translate-no-rendering' :
		term.approved ? 'translate-approved' : 'translate-suggested';
	return element( 'li', { class: PANEL + '-term' }, [
		element( 'span', { class: PANEL + '-head' }, [
			element( 'b', origin, term.forms[ 0 ] ),
			' ',
			element( 'span', { class: PANEL + '-state' }, messages.text( state ) )
		] ),
		element( 'span', { class: PANEL + '-said' }, said.map( ( one, i ) => rendering( one, where, field, i === 0 ) ) ),
		term.forbidden.length > 0 && element( 'span', { class: PANEL + '-not' }, [
			messages.text( 'translate-forbidden' ), ' ',
			element( 's', { lang: where.language, dir: where.dir }, term.forbidden.join( ', ' ) )
		] ),
		term.definition && element( 'span', Object.assign( { class: PANEL + '-definition' }, origin ), term.definition ),
		term.note && element( 'span', { class: PANEL + '-note', dir: 'auto' }, term.note )
	] );
}

/**
 * @param {Defect} defect
 * @return {HTMLElement}
 */
function findingRow( defect ) {
	const severity = checks.SEVERITY[ defect.check ];
	const said = messages.text.apply( null, /** @type {any} */ ( [ 'check-' + defect.check ].concat( defect.parameters ) ) );
	return element( 'li', { class: PANEL + '-finding ' + PANEL + '-' + severity }, [
		element( 'b', {}, messages.text( 'check-severity-' + severity ) ), ' ', said
	] );
}

/** The panel of one editor. */
class Panel {
	/**
	 * @param {HTMLElement} editor
	 * @param {HTMLTextAreaElement} field
	 */
	constructor( editor, field ) {
		this.editor = editor;
		this.field = field;
		/** @type {any} */
		this.timer = null;
		this.said = '';
		this.terms = element( 'ul', { class: PANEL + '-terms' } );
		this.findings = element( 'ul', { class: PANEL + '-findings' } );
		this.status = element( 'div', { role: 'status' } );
		this.node = element( 'section', Object.assign(
			{ class: PANEL, 'aria-label': messages.text( 'translate-help' ) }, messages.attributes()
		), [ this.status, this.terms ] );
		const block = editor.querySelector( '.tux-editor-editarea-block' ) || field;
		/** @type {Node} */ ( block.parentNode ).insertBefore( this.node, block.nextSibling );
		$( field ).on( 'input', () => this.later() );
		// Whoever goes to the button has what is noticed before them when they press it.
		$( editor ).on( 'focusin', '.tux-editor-save-button', () => this.look() );
	}

	/**
	 * Look again when the keys have rested.
	 */
	later() {
		clearTimeout( this.timer );
		this.timer = setTimeout( () => this.look(), PAUSE );
	}

	/**
	 * Show the terms of the unit, then what is noticed.
	 *
	 * @return {Promise<void>}
	 */
	open() {
		const where = unit( this.editor );
		return data.checker( where.language, where.sourceLanguage ).then( ( checker ) => {
			this.checker = checker;
			const found = checker.terms( where.source );
			elements.clear( this.terms );
			found.forEach( ( one ) => this.terms.appendChild( termRow( one, where, this.field ) ) );
			this.terms.setAttribute( 'aria-label', messages.text( 'translate-terms' ) );
			this.terms.hidden = !found.length;
			this.look();
		} );
	}

	/**
	 * Check what stands in the field now. What is said stays as it is while it is the same, so that a screen reader
	 * does not repeat it at every key.
	 */
	look() {
		clearTimeout( this.timer );
		if ( !this.checker ) {
			return;
		}
		const found = this.checker.check( unit( this.editor ).source, this.field.value );
		const now = JSON.stringify( found );
		if ( now === this.said ) {
			return;
		}
		const before = this.said;
		this.said = now;
		elements.clear( this.status );
		elements.clear( this.findings );
		found.forEach( ( defect ) => this.findings.appendChild( findingRow( defect ) ) );
		if ( found.length ) {
			this.status.appendChild( element( 'p', {}, messages.text( 'translate-findings' ) ) );
			this.status.appendChild( this.findings );
		} else if ( before && before !== '[]' ) {
			this.status.appendChild( element( 'p', { class: PANEL + '-fine' }, messages.text( 'translate-nothing' ) ) );
		}
	}
}

/**
 * @param {HTMLElement} editor
 * @return {Promise<void>}
 */
function show( editor ) {
	const field = textarea( editor );
	if ( !field || field.readOnly || field.disabled ) {
		return Promise.resolve();
	}
	const known = $( editor ).data( PANEL );
	const panel = known || new Panel( editor, field );
	$( editor ).data( PANEL, panel );
	return panel.open();
}

module.exports = {
	/**
	 * @return {Promise<void>}
	 */
	start: function () {
		return messages.load().then( () => {
			mw.hook( 'mw.translate.editor.afterEditorShown' ).add( ( /** @type {JQuery} */ $editor ) => {
				show( $editor[ 0 ] ).then( null, ( error ) => mw.log.warn( 'Wikilatch:', error ) );
			} );
		} );
	}
};
