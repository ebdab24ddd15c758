#define _GNU_SOURCE
#include "onednn_products.h"

#include <dlfcn.h>
#include <oneapi/dnnl/dnnl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// OpenMP's, which oneDNN brings, or brings not: looked up, for its header and its name at the linker are not
// everywhere. They read and set the calling thread's own number.
static void (*set_thread_count)(int);
static int (*thread_count)(void);

struct workbook_product {
  dnnl_primitive_t primitive;
  dnnl_stream_t stream;
  dnnl_memory_t a, b, c, scratch;
  size_t scratch_size;
  char implementation[64];
};

static dnnl_engine_t engine;
static pthread_once_t engine_once = PTHREAD_ONCE_INIT;

/// Lets oneDNN see one thread; returns what it saw before. The number is the calling thread's own.
static int take_one_thread(void) {
  int threads = thread_count && set_thread_count ? thread_count() : 1;
  if (threads != 1) set_thread_count(1);
  return threads;
}

static void give_threads_back(int threads) {
  if (threads != 1) set_thread_count(threads);
}

static void make_engine(void) {
  set_thread_count = (void (*)(int))dlsym(RTLD_DEFAULT, "omp_set_num_threads");
  thread_count = (int (*)(void))dlsym(RTLD_DEFAULT, "omp_get_max_threads");
  if (dnnl_engine_create(&engine, dnnl_cpu, 0) != dnnl_success) engine = NULL;
}

const char *workbook_onednn_version(void) {
  static char text[32];
  const dnnl_version_t *version = dnnl_version();
  if (text[0] == 0)
    snprintf(text, sizeof text, "%d.%d.%d", version->major, version->minor, version->patch);
  return text;
}

int workbook_onednn_has_bfloat16(void) {
#if defined(__x86_64__)
  // The numbers are sets of bits: a processor has bfloat16 products where it has this set whole.
  int isa = (int)dnnl_get_effective_cpu_isa();
  return (isa & dnnl_cpu_isa_avx512_core_bf16) == dnnl_cpu_isa_avx512_core_bf16;
#else
  return 1;  // Whether there is a compiled product is asked for each shape.
#endif
}

// Version 3 keeps descriptions behind pointers and makes a primitive's in one call; version 2 does neither.
#if DNNL_VERSION_MAJOR >= 3

typedef dnnl_memory_desc_t description;
typedef const_dnnl_memory_desc_t known_description;

static int describe(
    description *result, int64_t rows, int64_t columns, int64_t row_step, int64_t column_step,
    dnnl_data_type_t type) {
  dnnl_dims_t sizes = {rows, columns}, steps = {row_step, column_step};
  return dnnl_memory_desc_create_with_strides(result, 2, sizes, type, steps) == dnnl_success;
}

static void forget(description text) {
  if (text) dnnl_memory_desc_destroy(text);
}

static int make_memory(dnnl_memory_t *memory, const description *text) {
  return dnnl_memory_create(memory, *text, engine, DNNL_MEMORY_NONE) == dnnl_success;
}

static dnnl_status_t make_recipe(
    dnnl_primitive_desc_t *recipe, const description *a, const description *b, const description *c,
    dnnl_primitive_attr_t attributes) {
  return dnnl_matmul_primitive_desc_create(recipe, engine, *a, *b, NULL, *c, attributes);
}

static dnnl_status_t append_sum(dnnl_post_ops_t operations) {
  return dnnl_post_ops_append_sum(operations, 1, 0, dnnl_data_type_undef);
}

#else

typedef dnnl_memory_desc_t description;
typedef const dnnl_memory_desc_t *known_description;

static int describe(
    description *result, int64_t rows, int64_t columns, int64_t row_step, int64_t column_step,
    dnnl_data_type_t type) {
  dnnl_dims_t sizes = {rows, columns}, steps = {row_step, column_step};
  return dnnl_memory_desc_init_by_strides(result, 2, sizes, type, steps) == dnnl_success;
}

static void forget(description text) { (void)text; }

static int make_memory(dnnl_memory_t *memory, const description *text) {
  return dnnl_memory_create(memory, text, engine, DNNL_MEMORY_NONE) == dnnl_success;
}

static dnnl_status_t make_recipe(
    dnnl_primitive_desc_t *recipe, const description *a, const description *b, const description *c,
    dnnl_primitive_attr_t attributes) {
  dnnl_matmul_desc_t product;
  dnnl_status_t status = dnnl_matmul_desc_init(&product, a, b, NULL, c);
  return status != dnnl_success
             ? status
             : dnnl_primitive_desc_create(recipe, &product, attributes, engine, NULL);
}

static dnnl_status_t append_sum(dnnl_post_ops_t operations) {
  return dnnl_post_ops_append_sum(operations, 1);
}

#endif

static size_t scratch_of(const_dnnl_primitive_desc_t recipe, dnnl_memory_t *memory) {
  known_description text = dnnl_primitive_desc_query_md(recipe, dnnl_query_scratchpad_md, 0);
  size_t size = text ? dnnl_memory_desc_get_size(text) : 0;
  if (size && dnnl_memory_create(memory, text, engine, DNNL_MEMORY_NONE) != dnnl_success)
    *memory = NULL;
  return size;
}

static dnnl_primitive_attr_t make_attributes(int accumulates) {
  dnnl_primitive_attr_t attributes = NULL;
  if (dnnl_primitive_attr_create(&attributes) != dnnl_success) return NULL;
  dnnl_status_t status =
      dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user);
  if (accumulates && status == dnnl_success) {
    dnnl_post_ops_t operations = NULL;
    status = dnnl_post_ops_create(&operations);
    if (status == dnnl_success) status = append_sum(operations);
    if (status == dnnl_success)
      status = dnnl_primitive_attr_set_post_ops(attributes, operations);
    if (operations) dnnl_post_ops_destroy(operations);
  }
  if (status == dnnl_success) return attributes;
  dnnl_primitive_attr_destroy(attributes);
  return NULL;
}

// Everything of a product that can fail; what has been made is destroyed by the caller.
static int plan(
    workbook_product *product, const workbook_product_shape *shape, const description texts[3],
    dnnl_primitive_desc_t *recipe) {
  dnnl_primitive_attr_t attributes = make_attributes(shape->accumulates);
  if (!attributes) return 0;
  dnnl_status_t status = make_recipe(recipe, &texts[0], &texts[1], &texts[2], attributes);
  dnnl_primitive_attr_destroy(attributes);
  if (status != dnnl_success) return 0;
  const char *name = NULL;
  dnnl_primitive_desc_query(*recipe, dnnl_query_impl_info_str, 0, &name);
  // What is not compiled for the processor is a loop that only shows what is meant.
  if (!name || strncmp(name, "ref", 3) == 0) return 0;
  snprintf(product->implementation, sizeof product->implementation, "%s", name);
  if (dnnl_primitive_create(&product->primitive, *recipe) != dnnl_success) return 0;
  product->scratch_size = scratch_of(*recipe, &product->scratch);
  if (product->scratch_size && !product->scratch) return 0;
  return dnnl_stream_create(&product->stream, engine, dnnl_stream_default_flags) == dnnl_success &&
         make_memory(&product->a, &texts[0]) && make_memory(&product->b, &texts[1]) &&
         make_memory(&product->c, &texts[2]);
}

workbook_product *workbook_product_create(const workbook_product_shape *shape) {
  pthread_once(&engine_once, make_engine);
  if (!engine || (shape->is_bfloat16 && !workbook_onednn_has_bfloat16())) return NULL;
  workbook_product *product = calloc(1, sizeof *product);
  if (!product) return NULL;
  // The work is split when a product is made: made for two threads, it would start one.
  int threads = take_one_thread();
  dnnl_data_type_t type = shape->is_bfloat16 ? dnnl_bf16 : dnnl_f32;
  description texts[3];
  memset(texts, 0, sizeof texts);
  dnnl_primitive_desc_t recipe = NULL;
  int is_planned =
      describe(&texts[0], shape->rows, shape->inner, shape->a_transposed ? 1 : shape->a_stride,
               shape->a_transposed ? shape->a_stride : 1, type) &&
      describe(&texts[1], shape->inner, shape->columns, shape->b_transposed ? 1 : shape->b_stride,
               shape->b_transposed ? shape->b_stride : 1, type) &&
      describe(&texts[2], shape->rows, shape->columns, shape->c_stride, 1, dnnl_f32) &&
      plan(product, shape, texts, &recipe);
  if (recipe) dnnl_primitive_desc_destroy(recipe);
  for (int i = 0; i < 3; i++) forget(texts[i]);
  give_threads_back(threads);
  if (is_planned) return product;
  workbook_product_destroy(product);
  return NULL;
}

void workbook_product_destroy(workbook_product *product) {
  if (!product) return;
  dnnl_memory_t memories[4] = {product->a, product->b, product->c, product->scratch};
  for (int i = 0; i < 4; i++)
    if (memories[i]) dnnl_memory_destroy(memories[i]);
  if (product->stream) dnnl_stream_destroy(product->stream);
  if (product->primitive) dnnl_primitive_destroy(product->primitive);
  free(product);
}

size_t workbook_product_scratch_size(const workbook_product *product) {
  return product->scratch_size;
}

const char *workbook_product_implementation(const workbook_product *product) {
  return product->implementation;
}

int workbook_product_run(
    workbook_product *product, const void *a, const void *b, float *c, void *scratch) {
  dnnl_memory_set_data_handle(product->a, (void *)a);
  dnnl_memory_set_data_handle(product->b, (void *)b);
  dnnl_memory_set_data_handle(product->c, c);
  dnnl_exec_arg_t arguments[4] = {
      {DNNL_ARG_SRC, product->a}, {DNNL_ARG_WEIGHTS, product->b}, {DNNL_ARG_DST, product->c}};
  int count = 3;
  if (product->scratch) {
    dnnl_memory_set_data_handle(product->scratch, scratch);
    arguments[count++] = (dnnl_exec_arg_t){DNNL_ARG_SCRATCHPAD, product->scratch};
  }
  int threads = take_one_thread();
  dnnl_status_t status = dnnl_primitive_execute(product->primitive, product->stream, count, arguments);
  if (status == dnnl_success) status = dnnl_stream_wait(product->stream);
  give_threads_back(threads);
  return (int)status;
}
