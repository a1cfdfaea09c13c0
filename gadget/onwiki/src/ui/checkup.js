'use strict';

/**
 * The safety check-up: the team's questions, each with one next step. Answers live on this page and nowhere else.
 */

const build = require( './element.js' );
const links = require( './links.js' );
const messages = require( './messages.js' );
/** @type {{id: string, good: string, link: {special?: string, page?: string, label: string}}[]} */
const questions = require( '../data/questions.json' );
/** @type {{id: string, term: string, renderings: Object<string, string>}[]} */
const words = require( '../data/glossary.json' );
const element = build.element;
const text = messages.text;
const ANSWERS = [ 'yes', 'no', 'unsure' ];

/**
 * @param {{special?: string, page?: string}} to
 * @return {string}
 */
function address( to ) {
	if ( to.special ) {
		return links.special( to.special );
	}
	/** @type {Object<string, string>} */
	const pages = { user: links.userPage(), rename: links.RENAME, resources: links.RESOURCES };
	return pages[ to.page || 'resources' ];
}

/**
 * @param {any} question
 * @param {function(string): void} answered
 * @return {HTMLElement}
 */
function ask( question, answered ) {
	const step = element( 'div', { class: 'wikilatch-step', role: 'status' } );
	const name = 'wikilatch-' + question.id;
	return element( 'li', {}, [
		element( 'fieldset', { class: 'wikilatch-question' }, [
			element( 'legend', {}, text( 'ask-' + question.id ) )
		].concat( ANSWERS.map( ( answer ) => element( 'label', { class: 'wikilatch-answer' }, [
			element( 'input', { type: 'radio', name: name, value: answer, onchange: function () {
				build.clear( step );
				if ( answer === question.good ) {
					step.appendChild( element( 'p', { class: 'wikilatch-good' }, text( 'answer-good' ) ) );
				} else {
					step.appendChild( element( 'p', {}, text( 'step-' + question.id ) ) );
					step.appendChild( element( 'p', {}, build.link( text( question.link.label ), address( question.link ), { target: '_blank', rel: 'noopener' } ) ) );
				}
				answered( answer );
			} } ), ' ', text( 'answer-' + answer )
		] ) ) ) ),
		step
	] );
}

/**
 * @return {HTMLElement}
 */
function glossary() {
	const lang = messages.attributes().lang.toLowerCase();
	return element( 'details', { class: 'wikilatch-details' }, [
		element( 'summary', {}, text( 'words-title' ) ),
		element( 'dl', { class: 'wikilatch-words' }, words.reduce( ( list, word ) => {
			const said = word.renderings[ lang ] || word.renderings[ lang.split( '-' )[ 0 ] ];
			list.push( element( 'dt', {}, said && said !== word.term ? [ said + ' (', element( 'bdi', { lang: 'en' }, word.term ), ')' ] : word.term ) );
			list.push( element( 'dd', {}, text( 'word-' + word.id ) ) );
			return list;
		}, /** @type {HTMLElement[]} */ ( [] ) ) )
	] );
}

/**
 * @param {string} to
 * @return {HTMLElement}
 */
function mail( to ) {
	return element( 'bdi', {}, build.link( to, 'mailto:' + to ) );
}

/**
 * @return {HTMLElement} Who helps
 */
function help() {
	return element( 'section', { class: 'wikilatch-help', 'aria-labelledby': 'wikilatch-help' }, [
		element( 'h2', { id: 'wikilatch-help', class: 'wikilatch-title' }, text( 'help-title' ) ),
		element( 'p', { class: 'wikilatch-emergency' }, [ text( 'emergency' ), ' ', mail( links.EMERGENCY ) ] ),
		element( 'ul', {}, [
			element( 'li', {}, build.link( text( 'help-team' ), links.TEAM ) ),
			element( 'li', {}, build.link( text( 'help-resources' ), links.RESOURCES ) ),
			element( 'li', {}, build.link( text( 'help-hours' ), links.HOURS ) ),
			element( 'li', {}, build.link( text( 'help-group' ), links.GROUP ) ),
			element( 'li', {}, [ text( 'help-write' ), ' ', mail( links.CONTACT ) ] )
		] )
	] );
}

/**
 * @return {HTMLElement}
 */
function show() {
	/** @type {Object<string, boolean>} */
	const steps = {};
	const result = element( 'p', { class: 'wikilatch-result', role: 'status' } );
	return element( 'section', { class: 'wikilatch-checkup', 'aria-labelledby': 'wikilatch-checkup' }, [
		element( 'h2', { id: 'wikilatch-checkup', class: 'wikilatch-title' }, text( 'checkup-title' ) ),
		element( 'p', { class: 'wikilatch-lead' }, text( 'checkup-lead' ) ),
		element( 'ol', { class: 'wikilatch-questions' }, questions.map( ( question ) => ask( question, ( answer ) => {
			steps[ question.id ] = answer !== question.good;
			const all = Object.keys( steps );
			if ( all.length === questions.length ) {
				result.textContent = text( 'checkup-result', all.filter( ( id ) => steps[ id ] ).length );
			}
		} ) ) ),
		result,
		glossary()
	] );
}

module.exports = { show: show, help: help };
